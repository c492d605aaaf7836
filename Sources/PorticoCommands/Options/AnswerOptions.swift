import ArgumentParser

/// Whether a command may ask, and what the answer is.
struct AnswerOptions: ParsableArguments {
    @Flag(help: "Answer the question with yes.")
    var yes = false

    @Flag(help: "Ask nothing; fail where an answer is needed.")
    var noInput = false

    /// Who asks.
    var questions: Questions { Questions(isAgreed: yes, isForbidden: noInput) }
}

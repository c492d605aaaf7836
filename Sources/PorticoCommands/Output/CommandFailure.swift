/// A reason to stop that is not about a file's content: what happened, and what to do now.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

import ArgumentParser
import Diagnostics
import Workspaces

/// Whether problems make a command fail.
struct ProblemCost {
    let fails: Bool

    init(_ problems: some Sequence<Diagnostic>, isStrict: Bool, isIncomplete: Bool = false) {
        fails = isIncomplete || problems.contains { $0.severity == .error || (isStrict && $0.severity == .warning) }
    }

    /// Takes how many problems there are, where there may be too many to look at each.
    init(errors: Int, warnings: Int, isStrict: Bool) {
        fails = errors > 0 || (isStrict && warnings > 0)
    }
}

extension Console {
    /// Runs a command: says why it failed in one sentence, and exits with 1 where its problems cost that.
    func reportingFailures(_ body: () async throws -> ProblemCost) async throws {
        let cost: ProblemCost
        do {
            cost = try await body()
        } catch let failure as CommandFailure {
            throw fail(failure.description)
        } catch let error as OutputError {
            throw fail(error.sentence)
        } catch {
            throw fail("unexpected: \(error); please report this with the command that you ran")
        }
        if cost.fails { throw ExitCode.failure }
    }

    private func fail(_ sentence: String) -> ExitCode {
        failure("error: \(sentence.displayText)")
        return .failure
    }
}

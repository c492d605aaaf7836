package import Diagnostics
package import Portals

/// One thing that is wrong with a logo file.
package struct LogoFinding: Sendable, Hashable {
    /// The rule that it breaks; its severity is the finding's.
    package let rule: Rule
    /// What is wrong and what would be right, with the file's name, without a full stop.
    package let message: String

    /// Makes a finding.
    package init(_ rule: Rule, _ message: String) {
        self.rule = rule
        self.message = message
    }
}

/// What looking at a logo file came to.
package struct LogoInspection: Sendable, Hashable {
    /// The logo; `nil` exactly when a finding is an error.
    package let logo: Logo?
    /// What is wrong, errors and warnings, in the order in which they were noticed.
    package let findings: [LogoFinding]

    init(_ logo: Logo, warnings: [LogoFinding] = []) {
        self.logo = logo
        findings = warnings
    }

    init(refused finding: LogoFinding) {
        logo = nil
        findings = [finding]
    }

    /// Says why a logo could not be read at all.
    ///
    /// - Parameters:
    ///   - error: What reading it came to.
    ///   - path: The path as the portal file has it.
    package init(unreadable error: FileReadError, path: String) {
        let rule: Rule =
            switch error {
            case .notFound: .logoFileMissing
            case .outside: .logoOutside
            case .tooLarge: .logoTooLarge
            default: .logoUnreadable
            }
        let remedy = error == .notFound ? "; put the file there, or correct the path" : ""
        self.init(refused: LogoFinding(rule, "\(path) \(error.words)\(remedy)"))
    }
}

extension WorkspaceFiles {
    /// Reads and inspects a logo.
    ///
    /// - Parameter path: The path as the portal file has it; untrusted.
    /// - Returns: The logo, or why there is none.
    package func logo(at path: String) -> LogoInspection {
        do throws(FileReadError) {
            return LogoInspector.inspect(try read(path, limit: Logo.byteLimit), fileName: path)
        } catch {
            return LogoInspection(unreadable: error, path: path)
        }
    }
}

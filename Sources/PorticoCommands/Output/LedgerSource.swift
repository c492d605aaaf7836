#if Networking
import CustomerAccess
import Diagnostics
import Transport
import Workspaces

/// Finds the ledger and its key: a flag, then the user's state folder; the key in the environment alone (cli.md,
/// secrets).
struct LedgerSource {
    /// The file of a flag.
    let path: String?
    let variables: SettingsVariables

    static let keyVariable = "PORTICO_LEDGER_KEY"

    /// Opens the ledger, and makes it if there is none.
    func open() throws(CommandFailure) -> AccessLedger {
        let (path, key) = (try place(), try key())
        do throws(LedgerError) {
            return try AccessLedger(path: path, key: key)
        } catch {
            throw CommandFailure(error.description)
        }
    }

    /// Where the ledger is: state that is worth keeping, and belongs to one machine
    /// <https://specifications.freedesktop.org/basedir-spec/latest/>.
    private func place() throws(CommandFailure) -> String {
        if let path {
            guard !path.isEmpty else { throw CommandFailure("--ledger names no file") }
            return path
        }
        // A path that is relative counts for nothing, as the specification has it.
        if let state = variables["XDG_STATE_HOME"], state.hasPrefix("/") { return "\(state)/portico/access.sqlite" }
        guard let home = variables["HOME"], home.hasPrefix("/") else {
            throw CommandFailure("nothing says where the ledger is: HOME is not set; name it with --ledger")
        }
        return "\(home)/.local/state/portico/access.sqlite"
    }

    private func key() throws(CommandFailure) -> LedgerKey? {
        guard let (text, origin) = try keyText() else { return nil }
        do throws(LedgerKey.Refusal) {
            return try LedgerKey(base64: text)
        } catch {
            throw CommandFailure("\(origin.displayText) holds no key: \(error)")
        }
    }

    private func keyText() throws(CommandFailure) -> (Secret, origin: String)? {
        if let text = variables[Self.keyVariable] { return (Secret(text), Self.keyVariable) }
        guard let file = variables["\(Self.keyVariable)_FILE"] else { return nil }
        do throws(FileReadError) {
            let bytes = try GivenInput.bytes(ofFileAt: file, limit: 4096)
            return (Secret(String(decoding: bytes, as: UTF8.self)), file)
        } catch {
            throw CommandFailure("\(file.displayText), the file of \(Self.keyVariable)_FILE, \(error.words)")
        }
    }
}
#endif

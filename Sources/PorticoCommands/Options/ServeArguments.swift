import ArgumentParser

/// Names as arguments of `serve`.
enum ServeArguments {
    /// A name or address to listen on.
    static func host(_ text: String) throws -> String {
        let isName = !text.isEmpty && text.utf8.allSatisfy(Self.characters.contains)
        guard isName else {
            throw ValidationError("'\(text)' is no host; name this computer or one of its addresses, as in 0.0.0.0.")
        }
        return text
    }

    private static let characters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:[]".utf8
    )
}

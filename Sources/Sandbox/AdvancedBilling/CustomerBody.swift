import Foundation

/// Reads the body of a new customer (advanced-billing.md, 6).
struct CustomerBody {
    private(set) var profile: [String: JSON] = [:]
    private(set) var messages: [String] = []

    private static let required = [
        ("first_name", "First name"), ("last_name", "Last name"), ("email", "Email address"),
    ]

    /// Reads a customer.
    ///
    /// - Parameters:
    ///   - members: The members; unknown ones are ignored (M25).
    ///   - needsAddress: Whether an e-mail address has to be there.
    init(_ members: [String: JSON], needsAddress: Bool = true) {
        for (name, words) in Self.required {
            readText(members[name], name, words)
            let isBlank = (profile[name]?.string ?? "").unicodeScalars.allSatisfy(\.properties.isWhitespace)
            let isWrong = members[name] != nil && members[name] != .null && members[name]?.string == nil
            if isBlank, !isWrong, needsAddress || name != "email" { messages.append("\(words): cannot be blank.") }
        }
        for name in ["organization", "reference"] + CustomerJSON.optionalTexts {
            readText(members[name], name, Self.words(name))
        }
        // An empty reference is none, else the second customer without one could not be made.
        if profile["reference"] == "" { profile["reference"] = nil }
        if let value = members["tax_exempt"], value != .null {
            if value.boolean == nil { messages.append("Tax exempt: must be true or false.") }
            profile["tax_exempt"] = value
        }
        if let value = members["parent_id"], value != .null {
            if value.integer == nil { messages.append(Self.unknownParent) }
            profile["parent_id"] = value
        }
    }

    static let unknownParent = "Parent: must be the id of a customer."

    /// The reference's bytes.
    var reference: Data? { profile["reference"]?.string.map { Data($0.utf8) } }
    /// The id of the parent, which has to be there.
    var parent: Int? { profile["parent_id"]?.integer }

    private mutating func readText(_ value: JSON?, _ name: String, _ words: String) {
        guard let value, value != .null else { return }
        if value.string == nil { messages.append("\(words): must be text.") }
        profile[name] = value
    }

    private static func words(_ name: String) -> String {
        let text = name.replacing("_", with: " ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }
}

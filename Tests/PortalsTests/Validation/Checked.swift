import Diagnostics
import Portals

/// What the validator says of a body.
struct Checked {
    let findings: [Finding]

    /// Checks a good portal in which the values at some paths are others; `nil` leaves a member out.
    init(_ changes: (String, Value?)..., validator: Validator = Validator()) {
        var body = ValueObject([
            ("name", .string("Acme billing")), ("slug", .string("acme-billing")), ("websiteId", .string("acme-eu")),
        ])
        for (path, value) in changes { body = body.setting(value, at: FieldPath(path).components[...]) }
        findings = validator.findings(in: body)
    }

    init(_ body: ValueObject, validator: Validator) {
        findings = validator.findings(in: body)
    }

    /// The findings as `severity path: message [rule]`.
    var lines: [String] {
        findings.map { "\($0.severity.rawValue) \($0.path): \($0.message) [\($0.rule.id)]" }
    }

    /// The findings as `path rule`.
    var rules: [String] { findings.map { "\($0.path) \($0.rule.id)" } }
}

extension ValueObject {
    func setting(_ value: Value?, at path: ArraySlice<String>) -> ValueObject {
        guard let key = path.first else { return self }
        var copy = self
        copy[key] =
            path.count == 1 ? value : .object((self[key]?.object ?? ValueObject()).setting(value, at: path.dropFirst()))
        return copy
    }
}

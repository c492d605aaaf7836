extension Portal {
    /// The body of the upsert: what the service is sent of the portal.
    ///
    /// Read-only members and Portico's own are left out (rebilly.md, 3.1; product.md). Colours become the one form
    /// that the service takes, and an empty link becomes `null`, which is how the service writes that there is none
    /// (rebilly.md, R7 and R9). Everything else stays as it is written, unknown members included (R3).
    public var requestBody: ValueObject {
        Portal.requestBody(of: body)
    }

    /// Returns what the service is sent of a body; `requestBody` says what that is.
    ///
    /// - Parameter body: The members of a portal, with or without an id.
    /// - Returns: The body of a request.
    public static func requestBody(of body: ValueObject) -> ValueObject {
        let sent = body.members.filter { member in
            let path = FieldPath(components: [member.key])
            let isReadOnly = FieldTable.portal[path]?.isReadOnly ?? false
            return !isReadOnly && !path.isInExtension && member.key != "id"
        }
        return requestBody(of: ValueObject(sent.map { ($0.key, $0.value) }), at: FieldPath(components: []))
    }

    private static func requestBody(of object: ValueObject, at path: FieldPath) -> ValueObject {
        object.mapValues { key, value in
            let path = path.appending(key)
            return switch (FieldTable.portal[path]?.type, value) {
            case (.object?, .object(let object)): .object(requestBody(of: object, at: path))
            case (.text(.color)?, .string(let text)): .string(HexColor(lenient: text)?.description ?? text)
            case (.text(.link)?, .string(let text)): text.isEmpty ? .null : value
            default: value
            }
        }
    }
}

public import Portals
public import Transport

/// A website, the brand to which portals belong (rebilly.md, 8).
public struct Website: Sendable, Equatable {
    /// The identifier.
    public let id: WebsiteID
    /// Every member of the answer in its order, unknown ones included.
    public let members: ValueObject

    /// Reads a website.
    ///
    /// - Parameter members: The members of the answer; `nil` comes of them if `id` is none.
    public init?(_ members: ValueObject) {
        guard let id = members.text("id").flatMap(WebsiteID.init) else { return nil }
        self.id = id
        self.members = members
    }

    /// The name that customers know.
    public var name: String? { members.text("name") }
    /// The address, as written.
    public var url: String? { members.text("url") }
    /// Where customers call for help, as written.
    public var servicePhone: String? { members.text("servicePhone") }
    /// Where customers write for help, as written.
    public var serviceEmail: String? { members.text("serviceEmail") }
    /// The logo's file; `nil` if there is none.
    public var logoID: FileID? { members.text("logoId").flatMap(FileID.init) }
    /// When it was made.
    public var created: Timestamp? { members.text("createdTime").map(Timestamp.init) }
    /// When it was changed last.
    public var updated: Timestamp? { members.text("updatedTime").map(Timestamp.init) }
}

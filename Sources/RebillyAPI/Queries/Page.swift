public import Portals

/// A page of a list.
public struct Page<Item: Sendable>: Sendable {
    /// The items in the order of the answer.
    public let items: [Item]
    /// What stands in the list and cannot be worked with: items without an id, or with one that cannot be a part of
    /// an address or the name of a folder.
    public let unusable: [ValueObject]
    /// How many items match in all; `nil` if the service does not say.
    public let total: Int?
    /// How many items a page has, as the service counted.
    public let limit: Int
    /// How many items come before this page.
    public let offset: Int
}

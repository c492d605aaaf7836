import Transport

/// An identifier of Rebilly that can be a part of an address.
///
/// - Note: `FileID`, `WebsiteID` and `OrganizationID` are the kinds in use.
public struct ResourceID<Resource>: Sendable, Hashable, CustomStringConvertible {
    /// The identifier as it is sent.
    public let description: String

    /// Checks an identifier: 1 to 50 of the letters, digits and `@ ~ . _ -` (rebilly.md, 2.1 and 3.1), and neither
    /// `.` nor `..`, which would lead elsewhere.
    ///
    /// - Parameter text: The identifier as written.
    public init?(_ text: String) {
        guard AddressParts.isPathIdentifier(text, maximum: 50) else { return nil }
        description = text
    }
}

/// An organization, in whose name a key speaks.
public enum Organization: Sendable {}

/// The identifier of an organization, such as `org_0YVDM8RC7GDADADSBSMW124JA8`.
public typealias OrganizationID = ResourceID<Organization>
/// The identifier of an uploaded file, such as `file_0YV7HZ7KDCC5WBV9Q7WRKG1H6N`.
public typealias FileID = ResourceID<StoredFile>
/// The identifier of a website, such as `web_0YV7DE4Z26DQSA1AC92FBJ7SEG`.
public typealias WebsiteID = ResourceID<Website>

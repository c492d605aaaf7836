/// A page of a site in memory.
package struct LivePage: Sendable, Hashable {
    /// The page, as `render` would write it.
    package let bytes: [UInt8]
    /// What differs if the page does: hexadecimal digits, for an `ETag`.
    package let version: String
}

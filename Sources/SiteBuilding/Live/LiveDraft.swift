package import Diagnostics

/// The pages of a portal as they would be if it were saved.
package struct LiveDraft: Sendable {
    /// The preview.
    package let preview: [UInt8]
    /// The review board.
    package let board: [UInt8]
    /// What would be wrong with the portal, without places in its file.
    package let problems: [Diagnostic]
}

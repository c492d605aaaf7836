import Diagnostics
public import Portals

/// The little that the gallery and the index of the docs need of each portal, so that memory stays small.
///
/// It is a stretch of packed bytes, of which each value is read when it is asked for: a hundred thousand portals take
/// some 30 MB, and pages take their texts from where they are (`PortalSummary+Packed.swift`).
public struct PortalSummary: Sendable {
    /// How a portal's card differs by what could be read.
    public enum State: UInt8, Sendable, Hashable {
        /// It has a preview and docs.
        case whole
        /// Its file could not be read as a portal: it has problems alone.
        case unreadable
        /// Its id is taken or can't be a folder: it has a card alone.
        case withoutFolder
    }

    /// What could be read.
    public let state: State
    /// Whether customers can reach the portal.
    public let status: Status
    /// How many errors the portal has.
    public let errorCount: Int
    /// How many warnings the portal has.
    public let warningCount: Int
    /// The features that are on, a bit each.
    let features: FeatureSet
    /// Everything, as `PackedSummaries` holds it.
    let bytes: ArraySlice<UInt8>
    /// Where the fields are in the bytes.
    let fields: SummaryFields

    /// Summarizes a portal that could be read.
    ///
    /// - Parameters:
    ///   - view: The portal.
    ///   - state: `whole`, or `withoutFolder` where its id is taken.
    public init(_ view: PortalView, state: State = .whole) {
        var content = SummaryContent(state: state, problems: view.problems)
        content.status = view.portal.status
        content.features = view.features
        content.colors = SummaryColors(view.palette)
        // A card leaves out a logo that is too large, so that it need not change with it.
        if let logo = view.hashedLogo, logo.logo.bytes.count <= SummaryLogo.byteLimit {
            content.logo = SummaryLogo(path: view.portal.logoPath ?? "", digest: logo.hash)
        }
        content.id = view.portal.id.description
        content.name = view.name
        content.address = view.shortAddress
        content.url = view.url
        content.brandName = view.brandName
        content.file = view.file
        self.init(content)
    }

    /// Summarizes a file that could not be read as a portal.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - state: `unreadable`, or `withoutFolder` where its id is taken or illegal.
    public init(_ file: UnreadableFile, state: State = .unreadable) {
        var content = SummaryContent(state: state, problems: file.problems)
        content.id = file.id
        content.name = file.file
        content.file = file.file
        self.init(content)
    }
}

extension PortalSummary {
    /// The id, or the file's stem where there is no legal one.
    public var id: String { text(.id) }
    /// The internal name, or the file where there is none.
    public var name: String { text(.name) }
    /// The public address without its scheme.
    public var address: String { text(.address) }
    /// The name that customers see; empty for a file that could not be read.
    public var brandName: String { text(.brandName) }
    /// The file it was read from, relative to the workspace.
    public var file: String { text(.file) }
    /// The first of its worst problems, as a sentence without its place; `nil` if there is none.
    public var firstProblem: String? { fields.hasProblem ? text(.firstProblem) : nil }

    /// The public address; `nil` where it cannot be opened.
    public var url: String? {
        switch fields.url {
        case .none: nil
        case .address: SummaryFields.scheme + address
        case .own: text(.url)
        }
    }

    /// Returns whether everything that pages show of two portals is the same.
    ///
    /// - Parameter other: The summary of another portal, or of the same at another time.
    /// - Returns: Whether it is.
    package func hasSameContent(as other: PortalSummary) -> Bool { bytes == other.bytes }

    /// Whether customers can use a feature.
    ///
    /// - Parameter feature: The feature.
    /// - Returns: Whether it is on; false for a file that could not be read.
    public func allows(_ feature: Feature) -> Bool { features.contains(feature) }

    /// The logo's file, where a card can show it.
    package var logo: SummaryLogo? {
        ContentHash(bytes: self[.logoDigest]).map { SummaryLogo(path: text(.logoPath), digest: $0) }
    }

    /// The logo's file, where the card shows it.
    package var cardLogo: SummaryLogo? { GalleryCard(self).hasPicture ? logo : nil }

    /// The colours of the gallery's picture; `nil` for a file that could not be read.
    var colors: SummaryColors? { SummaryColors(bytes: self[.colors]) }

    /// The bytes of a field.
    subscript(field: SummaryFields.Name) -> ArraySlice<UInt8> { bytes[fields.range(of: field)] }

    private func text(_ field: SummaryFields.Name) -> String { String(decoding: self[field], as: UTF8.self) }

    static var specimen: PortalSummary { PortalSummary(.specimen) }
}

/// The logo of a summary: which file, and which content it had.
package struct SummaryLogo: Sendable, Hashable {
    /// How many bytes a logo may have to stand on a card, where two hundred may stand on a page (look.md).
    package static let byteLimit = 16 * 1024

    /// The file, as the portal names it; empty where nothing says.
    package let path: String
    /// The hash of its bytes, so that a summary differs where the logo does.
    package let digest: ContentHash

    package init(path: String, digest: ContentHash) {
        self.path = path
        self.digest = digest
    }
}

/// The colours of a picture of a portal, as its card shows them.
struct SummaryColors: Sendable, Hashable {
    /// What templates call them, in their order.
    static let keys = ["head", "onHead", "headLine", "headAccent", "fill", "label", "edge"]

    /// The colours in the order of their keys.
    let all: [HexColor]

    init(_ palette: BrandPalette) {
        all = [
            palette.head, palette.onHead, palette.headLine, palette.headAccent, palette.fill, palette.label,
            palette.edge,
        ]
    }

    /// Takes three bytes a colour; `nil` if there is another number of them.
    init?(bytes: ArraySlice<UInt8>) {
        guard bytes.count == 3 * Self.keys.count else { return nil }
        all = stride(from: bytes.startIndex, to: bytes.endIndex, by: 3).map {
            HexColor(red: bytes[$0], green: bytes[$0 + 1], blue: bytes[$0 + 2])
        }
    }

    var bytes: [UInt8] { all.flatMap { [$0.red, $0.green, $0.blue] } }
}

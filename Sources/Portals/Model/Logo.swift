import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A logo that was inspected: an image of a known format, with its bytes and its size.
///
/// Pages show it in an `img` with a `data:` URL alone, where neither script nor loading works.
public struct Logo: Sendable, Hashable {
    /// What the bytes are, told from the bytes and never from a file name.
    public let format: Format
    /// The file's content, unchanged.
    public let bytes: [UInt8]
    /// The width in CSS pixels; `nil` together with `height` when an SVG states a ratio and no size.
    public let width: Double?
    /// The height in CSS pixels; `nil` together with `width` when an SVG states a ratio and no size.
    public let height: Double?
    /// The width divided by the height; finite and above 0.
    public let aspectRatio: Double
    private let address = Address()

    /// The `dataURL` once somebody asked for it; says nothing that the bytes don't.
    private final class Address: Sendable, Hashable {
        let text = Mutex<String?>(nil)

        static func == (left: Address, right: Address) -> Bool { true }

        func hash(into hasher: inout Hasher) {}
    }

    /// Makes a logo that has a size of its own.
    ///
    /// - Parameters:
    ///   - format: What the bytes are.
    ///   - bytes: The file's content.
    ///   - width: The width in CSS pixels, above 0 and finite.
    ///   - height: The height in CSS pixels, above 0 and finite.
    public init(format: Format, bytes: [UInt8], width: Double, height: Double) {
        self.format = format
        self.bytes = bytes
        self.width = width
        self.height = height
        self.aspectRatio = Self.usableRatio(width / height)
    }

    /// Makes a logo that has a ratio and no size: an SVG with a `viewBox` alone.
    ///
    /// - Parameters:
    ///   - format: What the bytes are.
    ///   - bytes: The file's content.
    ///   - aspectRatio: The width divided by the height.
    public init(format: Format, bytes: [UInt8], aspectRatio: Double) {
        self.format = format
        self.bytes = bytes
        self.width = nil
        self.height = nil
        self.aspectRatio = Self.usableRatio(aspectRatio)
    }

    /// Keeps a ratio within what arithmetic and a page can bear, whatever a caller computed.
    private static func usableRatio(_ ratio: Double) -> Double {
        ratio.isFinite ? min(max(ratio, 1e-6), 1e6) : 1
    }
}

extension Logo {
    /// How many bytes a logo may have: 512 KB (product.md, limits).
    public static let byteLimit = 512 * 1024
    /// How many pixels a side of a logo may have (product.md, limits).
    public static let sideLimit = 4096

    /// The logo as an address that needs no network: `data:image/png;base64,…`.
    ///
    /// Contains ASCII alone and no quotation marks. Computed once for all copies of the logo, which many pages show.
    public var dataURL: String {
        address.text.withLock { known in
            if let known { return known }
            let made = "data:\(format.mediaType);base64,\(Data(bytes).base64EncodedString())"
            known = made
            return made
        }
    }

    /// Returns the size at which a page shows the logo.
    ///
    /// The ratio is kept. A logo larger than the box is scaled down to fit; one that is smaller keeps its size;
    /// an SVG without a size of its own fills the box by its ratio.
    ///
    /// - Parameters:
    ///   - maxWidth: The box's width in CSS pixels, at least 1.
    ///   - maxHeight: The box's height in CSS pixels, at least 1.
    /// - Returns: Width and height in CSS pixels, rounded to halves, each at least 0.5 and within the box.
    public func box(maxWidth: Double, maxHeight: Double) -> (width: Double, height: Double) {
        var shownWidth = min(maxWidth, maxHeight * aspectRatio)
        if let width { shownWidth = min(shownWidth, width) }
        var shownHeight = min(maxHeight, shownWidth / aspectRatio)
        if let height { shownHeight = min(shownHeight, height) }
        return (Self.roundedToHalves(shownWidth), Self.roundedToHalves(shownHeight))
    }

    private static func roundedToHalves(_ length: Double) -> Double {
        max((length * 2).rounded() / 2, 0.5)
    }
}

extension Logo {
    /// The image formats that a logo can have.
    public enum Format: String, Sendable, CaseIterable {
        case svg
        case png
        case jpeg
        case gif

        /// The media type, as in `Content-Type`.
        public var mediaType: String {
            switch self {
            case .svg: "image/svg+xml"
            case .png: "image/png"
            case .jpeg: "image/jpeg"
            case .gif: "image/gif"
            }
        }

        /// What a file of this format may end in, in lower case and without the dot; the usual one is first.
        public var fileExtensions: [String] {
            switch self {
            case .jpeg: ["jpg", "jpeg"]
            case .svg, .png, .gif: [rawValue]
            }
        }

        /// The format's name in a sentence: `SVG`.
        public var name: String {
            rawValue.uppercased()
        }
    }
}

import Diagnostics
import Portals

/// Tells from a file's bytes whether it can be a logo, and how large it is.
///
/// Nothing is decoded and nothing is drawn: only headers are read, so that a small file that promises a huge picture
/// costs nothing.
package enum LogoInspector {
    /// Inspects a file's content.
    ///
    /// - Parameters:
    ///   - bytes: The whole content.
    ///   - fileName: The file's name or path; its ending is compared with the content.
    /// - Returns: The logo, or why it is none, and what to warn of.
    package static func inspect(_ bytes: [UInt8], fileName: String) -> LogoInspection {
        let name = LogoFileName(fileName)
        do throws(LogoFault) {
            return try inspect(bytes, name)
        } catch {
            return LogoInspection(refused: LogoFinding(error.rule, "\(name.shown) \(error.words)"))
        }
    }

    private static func inspect(_ bytes: [UInt8], _ name: LogoFileName) throws(LogoFault) -> LogoInspection {
        if bytes.isEmpty { throw .notAnImage("is empty; export it again") }
        if bytes.count > Logo.byteLimit {
            throw .tooLarge(
                "has \(ByteCount.words(bytes.count)); at most \(ByteCount.words(Logo.byteLimit)) are allowed"
            )
        }
        let format = try LogoSignature.format(of: bytes)
        if !name.fits(format) { throw .wrongType(name.advice(for: format)) }
        switch format {
        case .svg:
            let text = try SVGText(bytes)
            let root = try text.root()
            let warnings = text.activeContent.map { found in
                LogoFinding(
                    .logoActiveContent,
                    "\(name.shown) contains \(Self.listed(found)); it never runs or loads in previews, "
                        + "but remove it"
                )
            }
            return LogoInspection(try root.logo(bytes), warnings: warnings.map { [$0] } ?? [])
        case .png: return LogoInspection(try raster(.png, bytes, PNGHeader.size(of: bytes)))
        case .jpeg: return LogoInspection(try raster(.jpeg, bytes, JPEGHeader.size(of: bytes)))
        case .gif: return LogoInspection(try raster(.gif, bytes, GIFHeader.size(of: bytes)))
        }
    }

    private static func listed(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.joined() }
        return "\(words.dropLast().joined(separator: ", ")) and \(last)"
    }

    private static func raster(
        _ format: Logo.Format,
        _ bytes: [UInt8],
        _ size: PixelSize
    ) throws(LogoFault) -> Logo {
        if size.width == 0 || size.height == 0 {
            throw .notAnImage("is \(size.width) × \(size.height) px and shows nothing; export it again")
        }
        if max(size.width, size.height) > Logo.sideLimit {
            throw .tooLarge(
                "is \(size.width) × \(size.height) px; at most \(Logo.sideLimit) px a side are allowed"
            )
        }
        return Logo(format: format, bytes: bytes, width: Double(size.width), height: Double(size.height))
    }
}

/// The size of a picture in pixels, as its header states it.
struct PixelSize: Equatable {
    var width: Int
    var height: Int
}

/// Why a file is no logo; `words` follow the file's name.
struct LogoFault: Error {
    let rule: Rule
    let words: String

    static func notAnImage(_ words: String) -> LogoFault { LogoFault(rule: .logoNotAnImage, words: words) }
    static func wrongType(_ words: String) -> LogoFault { LogoFault(rule: .logoWrongType, words: words) }
    static func tooLarge(_ words: String) -> LogoFault { LogoFault(rule: .logoTooLarge, words: words) }
    static func entities(_ words: String) -> LogoFault { LogoFault(rule: .logoEntities, words: words) }
    static let htmlPage = notAnImage("is an HTML page; a logo is an SVG, PNG, JPEG or GIF")
    static func endsEarly(_ format: Logo.Format) -> LogoFault {
        notAnImage("ends too early for a \(format.name); export or copy it again")
    }
    static func broken(_ format: Logo.Format, _ reason: String) -> LogoFault {
        notAnImage("is no valid \(format.name): \(reason); export it again")
    }
}

/// A logo file's name and what its ending promises.
struct LogoFileName {
    /// The name as given.
    let shown: String
    private let stem: String
    private let ending: String?

    init(_ path: String) {
        shown = path
        let name = PathParts.split(path).last ?? path
        if let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex {
            stem = String(name[..<dot])
            ending = String(name[dot...].utf8.dropFirst()).map { $0.lowercased() }
        } else {
            stem = name
            ending = nil
        }
    }

    /// Whether the ending is one of a format's, letter case aside.
    func fits(_ format: Logo.Format) -> Bool {
        guard let ending else { return false }
        return format.fileExtensions.contains { $0.utf8.elementsEqual(ending.utf8) }
    }

    /// What to do with a file whose ending promises something else.
    func advice(for format: Logo.Format) -> String {
        let article = format == .svg ? "an" : "a"
        return "is \(article) \(format.name); rename it to \(stem).\(format.fileExtensions[0])"
    }
}

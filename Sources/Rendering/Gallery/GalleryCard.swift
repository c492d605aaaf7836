import Diagnostics
import Portals

/// A card of the gallery.
struct GalleryCard {
    /// What a card says of a file.
    enum Kind: String {
        case active = "a"
        case inactive = "i"
        case unreadable = "u"
        /// Its id is taken or can't be a folder.
        case alone = "c"
    }

    /// How many bytes a logo may have to stand on a card, where two hundred may stand on a page (look.md).
    static let logoLimit = 16 * 1024

    let portal: PortalSummary

    init(_ portal: PortalSummary) {
        self.portal = portal
    }

    var kind: Kind {
        switch portal.state {
        case .whole: portal.status == .active ? .active : .inactive
        case .unreadable: .unreadable
        case .withoutFolder: .alone
        }
    }

    /// The colours of the picture; `nil` on a card without one.
    var palette: BrandPalette? { portal.state == .whole ? portal.palette : nil }

    var title: String { portal.state == .unreadable ? "This file can’t be read" : portal.name.displayText }

    /// The address; on a card without a picture the file.
    var address: String { palette == nil ? portal.file.displayText : portal.address }

    /// What is wrong, on a card without a picture.
    var problem: String { palette == nil ? portal.firstProblem ?? "" : "" }

    var context: TemplateContext {
        var context = ProblemCounts(errors: portal.errorCount, warnings: portal.warningCount).context
        context.merge(colors)
        context.merge(logo)
        context.merge([
            "hasPicture": .flag(palette != nil),
            "hasBoard": .flag(kind != .alone),
            "folder": .text(kind == .alone ? "" : portal.folder),
            "title": .text(title),
            "address": .text(address),
            "isActive": .flag(kind == .active),
            "brandName": .text(portal.brandName),
            "firstProblem": .text(problem),
            "hasProblems": .flag(portal.errorCount + portal.warningCount > 0),
        ])
        return context
    }

    private var colors: TemplateContext {
        let colors = palette.map(Self.colors) ?? []
        return TemplateContext(
            Dictionary(
                Self.colorKeys.enumerated().map { index, key in
                    (key, .text(index < colors.count ? colors[index].description : ""))
                },
                uniquingKeysWith: { first, _ in first }
            )
        )
    }

    private static let colorKeys = ["head", "onHead", "headLine", "headAccent", "fill", "label", "edge"]

    /// The colours of a picture, in the order of their keys.
    static func colors(of palette: BrandPalette) -> [HexColor] {
        [
            palette.head, palette.onHead, palette.headLine, palette.headAccent, palette.fill, palette.label,
            palette.edge,
        ]
    }

    private var logo: TemplateContext {
        let logo = portal.logo.flatMap { $0.bytes.count <= Self.logoLimit && palette != nil ? $0 : nil }
        let box = logo?.box(maxWidth: 100, maxHeight: 18)
        return [
            "hasLogo": .flag(logo != nil),
            "logoDataURL": .text(logo?.dataURL ?? ""),
            "logoWidth": .text(box.map { String(max(1, Int($0.width.rounded()))) } ?? ""),
            "logoHeight": .text(box.map { String(max(1, Int($0.height.rounded()))) } ?? ""),
        ]
    }

    /// The three kinds of card without their texts, which the script of the search fills: with a picture, without
    /// one, and without a board.
    static let forms: [TemplateContext] = {
        var form = GalleryCard(.specimen).context
        form.merge([
            "title": "Portal", "address": "", "brandName": "", "folder": "", "firstProblem": "", "isActive": true,
            // All three notes of the foot are there: the script takes away what does not hold.
            "hasErrors": true, "errors": "", "hasWarnings": true, "warnings": "", "hasProblems": false,
        ])
        return [(true, true), (false, true), (false, false)].map { hasPicture, hasBoard in
            form.merging(["hasPicture": .flag(hasPicture), "hasBoard": .flag(hasBoard)])
        }
    }()
}

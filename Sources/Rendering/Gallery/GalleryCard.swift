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

    /// Whether the card has a picture of the portal; one without has the file and its first problem.
    var hasPicture: Bool { portal.state == .whole && !portal[.colors].isEmpty }

    /// The three bytes of each colour of the picture.
    var colors: ArraySlice<UInt8> { hasPicture ? portal[.colors] : [] }

    func appendTitle(to text: inout [UInt8]) {
        if portal.state == .unreadable {
            text += "This file can’t be read".utf8
        } else {
            portal.appendDisplayed(.name, to: &text)
        }
    }

    /// Writes the address; on a card without a picture the file.
    func appendAddress(to text: inout [UInt8]) {
        if hasPicture {
            text += portal[.address]
        } else {
            portal.appendDisplayed(.file, to: &text)
        }
    }

    /// What is wrong, on a card without a picture.
    var problem: ArraySlice<UInt8> { hasPicture ? [] : portal[.firstProblem] }
}

extension GalleryCard {
    private enum Switch: Int, CaseIterable {
        case hasErrors, hasWarnings, hasLogo, hasPicture, hasBoard, isActive, hasProblems

        func bit(_ isOn: Bool) -> UInt64 { isOn ? 1 << UInt64(rawValue) : 0 }
    }

    static let layout = RowLayout(
        texts: SummaryColors.keys + [
            "logoDataURL", "logoWidth", "logoHeight", "folder", "title", "address", "brandName", "firstProblem",
            "errors", "warnings",
        ],
        switches: Switch.allCases.map { "\($0)" }
    )

    /// Fills the template of cards.
    ///
    /// - Parameters:
    ///   - values: Receives what fills it.
    ///   - logo: Finds a logo by its path.
    func fill(_ values: inout RowValues, logo: (String) -> Logo?) {
        let logo = hasPicture ? portal.logo.flatMap { logo($0.path) } : nil
        let shown = logo.flatMap { $0.bytes.count <= SummaryLogo.byteLimit ? $0 : nil }
        let (errors, warnings) = (portal.errorCount, portal.warningCount)
        values.begin(
            Switch.hasErrors.bit(errors > 0) | Switch.hasWarnings.bit(warnings > 0) | Switch.hasLogo.bit(shown != nil)
                | Switch.hasPicture.bit(hasPicture) | Switch.hasBoard.bit(kind != .alone)
                | Switch.isActive.bit(kind == .active) | Switch.hasProblems.bit(errors + warnings > 0)
        )
        for index in SummaryColors.keys.indices {
            values.add { HexDigits.append(colors.dropFirst(3 * index).prefix(3), to: &$0) }
        }
        let box = shown?.box(maxWidth: 100, maxHeight: 18)
        values.add(shown?.dataURL ?? "")
        values.add(box.map { String(max(1, Int($0.width.rounded()))) } ?? "")
        values.add(box.map { String(max(1, Int($0.height.rounded()))) } ?? "")
        values.add(kind == .alone ? [] : portal[.id])
        values.add { appendTitle(to: &$0) }
        values.add { appendAddress(to: &$0) }
        values.add(portal[.brandName])
        values.add(problem)
        values.add(Quantity.text(errors, "error"))
        values.add(Quantity.text(warnings, "warning"))
    }

    /// The three kinds of card without their texts, which the script of the search fills: with a picture, without
    /// one, and without a board.
    static let forms: [TemplateContext] = {
        var values = RowValues()
        GalleryCard(.specimen).fill(&values) { _ in nil }
        var form = layout.context(values)
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

/// Bytes as hexadecimal digits.
enum HexDigits {
    /// Writes two lower-case digits a byte.
    static func append(_ bytes: ArraySlice<UInt8>, to text: inout [UInt8]) {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10 }
        for byte in bytes {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
    }
}

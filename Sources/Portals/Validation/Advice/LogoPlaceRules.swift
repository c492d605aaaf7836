import Diagnostics

/// Reports logos that are too small to read, or much larger than the header shows them.
///
/// The place is that of the header: at most 200 px wide and 40 px high (screens.md, 'Brand').
public struct LogoPlaceRules: Sendable {
    /// The least width and height, as shown, at which a mark can be made out.
    private static let readable = 16.0
    /// How many pixels for one of the page are enough for any screen.
    private static let plenty = 5.0
    /// How many pixels for one of the page a sharp screen needs, roughly.
    private static let sharp = 1.25
    /// How much of a file a logo may be, because a site embeds it in many pages.
    private static let byteCount = 64 * 1024

    private let place: FieldPath

    /// Makes the rules.
    ///
    /// - Parameter place: The field that names the logo.
    public init(at place: FieldPath) {
        self.place = place
    }

    /// Returns what is wrong with a logo's size.
    ///
    /// - Parameters:
    ///   - logo: The logo.
    ///   - file: Its path, for messages.
    /// - Returns: The findings; empty if it fits.
    public func findings(for logo: Logo, file: String) -> [Finding] {
        let shown = logo.box(maxWidth: 200, maxHeight: 40)
        return smallFindings(logo, shown, file) + largeFindings(logo, shown, file)
    }

    private func smallFindings(_ logo: Logo, _ shown: (width: Double, height: Double), _ file: String) -> [Finding] {
        let size = "\(pixels(shown.width)) × \(pixels(shown.height)) px"
        guard min(shown.width, shown.height) >= Self.readable else {
            let isWide = logo.aspectRatio > 200 / Self.readable
            let isTall = logo.aspectRatio < Self.readable / 40
            let remedy =
                isWide || isTall
                ? "use a version that is less \(isWide ? "wide" : "tall")"
                : logo.format == .svg ? "set a larger width and height on its <svg>" : "export it at least 80 px high"
            return [
                Finding(
                    .logoTooSmall,
                    at: place,
                    "\(file) is shown at \(size), which nobody can make out; \(remedy)"
                )
            ]
        }
        guard let density = density(of: logo, shown), density < Self.sharp else { return [] }
        return [
            Finding(
                .logoTooSmall,
                severity: .note,
                at: place,
                "\(file) has hardly more pixels than the \(size) at which it is shown, and is blurred on a sharp screen; "
                    + "export it at twice that size, or use an SVG"
            )
        ]
    }

    private func largeFindings(_ logo: Logo, _ shown: (width: Double, height: Double), _ file: String) -> [Finding] {
        if let density = density(of: logo, shown), density > Self.plenty, let width = logo.width,
            let height = logo.height
        {
            let wanted = "\(pixels(shown.width * 3)) × \(pixels(shown.height * 3)) px"
            return [
                Finding(
                    .logoOversized,
                    at: place,
                    "\(file) is \(pixels(width)) × \(pixels(height)) px and shown at \(pixels(shown.width)) × "
                        + "\(pixels(shown.height)) px; scale it down to about \(wanted)"
                )
            ]
        }
        guard logo.bytes.count > Self.byteCount else { return [] }
        let remedy = logo.format == .svg ? "simplify it" : "export it smaller, or with fewer colours"
        return [
            Finding(
                .logoOversized,
                at: place,
                "\(file) has \((logo.bytes.count + 1023) / 1024) KB, which every page embeds; \(remedy)"
            )
        ]
    }

    /// How many pixels of a picture there are for one of the page; `nil` for an SVG, which has none.
    private func density(of logo: Logo, _ shown: (width: Double, height: Double)) -> Double? {
        guard logo.format != .svg, let width = logo.width, let height = logo.height else { return nil }
        return max(width / shown.width, height / shown.height)
    }

    private func pixels(_ length: Double) -> String {
        String(Int(length.rounded(.up)))
    }
}

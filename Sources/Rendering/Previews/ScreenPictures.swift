package import Portals

/// The screens of a portal as pages of their own for comparisons, with numbered marks where they differ
/// (look-tools.md, 'difference mark').
package struct ScreenPictures {
    private let view: PortalView
    private let filled: FilledPreview
    private let screens: [Screen: [UInt8]]

    init(_ view: PortalView, _ filled: FilledPreview) {
        self.view = view
        self.filled = filled
        screens = Dictionary(filled.parts) { first, _ in first }
    }

    /// Returns whether a screen shows something that can be marked.
    ///
    /// - Parameters:
    ///   - target: What.
    ///   - screen: The screen.
    /// - Returns: False as well if the portal does not have the screen.
    package func shows(_ target: MarkTarget, on screen: Screen) -> Bool {
        screens[screen].map { Self.place(of: target, in: $0) != nil } ?? false
    }

    /// Returns a screen as a whole page; `nil` if the portal does not have it.
    ///
    /// - Parameters:
    ///   - screen: The screen.
    ///   - marks: What is marked, each with its number; what the screen does not show is passed over.
    /// - Returns: The page as HTML.
    package func page(of screen: Screen, marks: [(target: MarkTarget, number: Int)] = []) -> String? {
        guard let html = screens[screen] else { return nil }
        let places = marks.compactMap { mark in Self.place(of: mark.target, in: html).map { ($0, mark.number) } }
        var marked = html
        var taken: Set<Int> = []
        for (place, number) in places.sorted(by: { $0.0 > $1.0 }) where taken.insert(place).inserted {
            marked.insert(contentsOf: " data-portico-mark=\"\(number)\"".utf8, at: place)
        }
        let shell = HTMLShell(
            start: filled.start(),
            title: "\(screen.title) – \(view.brandName)",
            description: "Billing portal of \(view.brandName), as a preview: every person and amount is made up.",
            icon: .brand(view.palette),
            style: marks.isEmpty ? filled.style : filled.style + Array(Self.markStyle.utf8)
        )
        return String(decoding: filled.page(in: shell, around: marked).bytes, as: UTF8.self)
    }

    /// Where a mark's attribute goes: behind the name of the tag.
    private static func place(of target: MarkTarget, in html: [UInt8]) -> Int? {
        for sign in target.signs {
            guard let found = BytePlace.first(of: Array(sign.utf8), in: html, html.indices) else { continue }
            guard let start = html[...found].lastIndex(of: UInt8(ascii: "<")) else { continue }
            let name = html[(start + 1)...].prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ">") }
            return name.endIndex
        }
        return nil
    }

    /// How marks look; a length is that on the reviewer's page times what a frame of that width is usually scaled by.
    private static let markStyle = """
        [data-portico-mark] {
          --per-pixel: 2px;
          position: relative;
          overflow: visible !important;
          outline: calc(2 * var(--per-pixel)) solid #17181b !important;
          outline-offset: calc(3 * var(--per-pixel)) !important;
          border-radius: 4px;
          box-shadow: 0 0 0 calc(8 * var(--per-pixel)) #ffffff !important;
          z-index: 1;
        }
        [data-portico-mark]::after {
          content: attr(data-portico-mark) !important;
          position: absolute !important;
          inset: 50% auto auto calc(100% + 4 * var(--per-pixel)) !important;
          width: calc(20 * var(--per-pixel)) !important;
          height: calc(20 * var(--per-pixel)) !important;
          transform: translateY(-50%);
          border-radius: 50%;
          background: #17181b !important;
          color: #ffffff !important;
          font: 600 calc(12 * var(--per-pixel)) / calc(20 * var(--per-pixel)) sans-serif !important;
          text-align: center;
          z-index: 2;
        }
        @media (max-width: 1023.98px) { [data-portico-mark] { --per-pixel: 1.6px; } }
        @media (max-width: 719.98px) {
          [data-portico-mark] { --per-pixel: 1.1px; }
          [data-portico-mark].button::after { inset: 0 calc(-2 * var(--per-pixel)) auto auto !important; }
        }
        @media print { [data-portico-mark], [data-portico-mark]::after { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }

        """
}

/// Something on a screen that can be marked where it differs.
package enum MarkTarget: Sendable, Hashable {
    /// The logo, or the name in its place.
    case logo
    /// What is painted in the primary colour.
    case primary
    /// What a feature brings along.
    case feature(Feature)

    /// How its tag is known, in the order of preference.
    fileprivate var signs: [String] {
        switch self {
        case .logo: ["<span class=\"logo\"", "<span class=\"wordmark\""]
        case .primary:
            [
                "<span class=\"badge asks\"", "<a class=\"button primary", "<div class=\"progress\"",
                "<a class=\"side-link\"",
            ]
        case .feature(.authenticateWithPassword): ["<div class=\"label-row\""]
        case .feature(.orderCancel): ["href=\"#cancel-order\""]
        case .feature(.orderAddressEdit): ["href=\"#edit-address\""]
        case .feature(.paymentInstrumentAdd): ["href=\"#add-payment-method\""]
        case .feature(.paymentInstrumentUpdate): ["href=\"#update-payment-method\""]
        case .feature(.paymentInstrumentDeactivate): ["href=\"#deactivate-payment-method\""]
        }
    }
}

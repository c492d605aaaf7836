/// What is kept of a portal's preview beside its page: the values that a person would name, and where each screen
/// stands in the page.
///
/// What the screens show is told only when two previews that differ are compared: it takes longer than rendering them.
package struct PreviewRecord: Sendable, Hashable {
    /// Where a comparison finds what a screen shows.
    package enum Screen: Sendable, Hashable {
        /// In the page, as the templates made it: from the first byte to the one behind the last.
        case place(Range<Int>)
        /// In digests, because a template of the workspace does not show the screens as they are.
        case digests(ScreenDigests)
    }

    /// The portal's id.
    package let id: String
    /// The values that a person would name; one that the portal lacks is left out.
    package let values: [PortalValue: String]
    /// Each screen, by its id.
    package let screens: [String: Screen]
    /// The digest of all colours in which the brand is painted.
    package let palette: String
    /// The digest of what all screens share: their frame and their style sheet, colours and logo aside.
    package let style: String

    /// Makes a record.
    ///
    /// - Parameters:
    ///   - id: The portal's id.
    ///   - values: The values that a person would name.
    ///   - screens: Each screen, by its id.
    ///   - palette: The digest of all painted colours.
    ///   - style: The digest of the frame and the style sheet.
    package init(
        id: String,
        values: [PortalValue: String],
        screens: [String: Screen],
        palette: String,
        style: String
    ) {
        self.id = id
        self.values = values
        self.screens = screens
        self.palette = palette
        self.style = style
    }

    /// Whether every screen can be found without the page.
    package var needsNoPage: Bool {
        screens.values.allSatisfy { if case .digests = $0 { true } else { false } }
    }

    /// Returns the record with what each screen shows.
    ///
    /// - Parameter page: The preview.
    /// - Returns: The record; `nil` if a screen is not in the page, or two of them share bytes.
    package func shown(on page: [UInt8]) -> PortalRecord? {
        guard placesAreApart(in: page.count) else { return nil }
        return record(
            with: screens.mapValues { screen in
                switch screen {
                case .place(let place): ScreenDigests(html: page[place])
                case .digests(let digests): digests
                }
            }
        )
    }

    /// Returns the record as if every screen in the page showed the same, for two records of one page.
    package var ofSamePage: PortalRecord {
        record(
            with: screens.mapValues { screen in
                switch screen {
                case .place: ScreenDigests(text: "", links: "", markup: "")
                case .digests(let digests): digests
                }
            }
        )
    }

    private func record(with digests: [String: ScreenDigests]) -> PortalRecord {
        PortalRecord(id: id, values: values, screens: digests, palette: palette, style: style)
    }

    /// Whether every place is in a page of a size, and no byte in two: so no record costs more than its page.
    private func placesAreApart(in size: Int) -> Bool {
        let places = screens.values.compactMap { screen -> Range<Int>? in
            if case .place(let place) = screen { place } else { nil }
        }.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        guard places.allSatisfy({ $0.lowerBound >= 0 && $0.upperBound <= size }) else { return false }
        return zip(places, places.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
    }
}

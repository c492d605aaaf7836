import Portals

/// The parts of a portal's preview.
struct FilledPreview {
    /// Every screen, one behind the other.
    let allScreens: [UInt8]
    private let ranges: [(screen: Screen, range: Range<Int>)]
    private let plans: PreviewPlans.PlanSet
    private let values: PageValues
    /// What the style has besides that of all previews: the brand's colours and logo.
    let style: [UInt8]

    init(_ view: PortalView, plans: PreviewPlans) {
        let set = plans.set(for: view.portal)
        self.plans = set
        let values = plans.values(of: view)
        self.values = values
        let interpreted = plans.areInterpreted ? Self.interpreted(view.screens, set, values) : nil
        var ends: [Int] = []
        ends.reserveCapacity(view.screens.count)
        allScreens = PageWriter.bytes(Self.likelySize) { bytes in
            ends.removeAll(keepingCapacity: true)
            for (index, screen) in view.screens.enumerated() {
                if let interpreted {
                    bytes.append(bytes: interpreted[index])
                } else {
                    set.screens[screen]?.append(values, to: &bytes)
                }
                ends.append(bytes.count)
            }
        }
        let starts = [0] + ends
        ranges = view.screens.indices.map { (view.screens[$0], starts[$0]..<ends[$0]) }
        style = set.brand.bytes(values)
    }

    /// About how many bytes all screens of a portal have.
    private static let likelySize = 112 << 10

    /// The screens without plans, on all cores, because nothing else is rendered meanwhile.
    private static func interpreted(
        _ screens: [Screen],
        _ set: PreviewPlans.PlanSet,
        _ values: PageValues
    ) -> [[UInt8]] {
        screens.concurrentMap { set.screens[$0]?.bytes(values) ?? [] }
    }

    /// The screens in their order.
    var screens: [(screen: Screen, html: ArraySlice<UInt8>)] {
        ranges.map { ($0.screen, allScreens[$0.range]) }
    }

    /// Returns what pages with these screens begin with.
    ///
    /// - Parameter leadsWindow: Whether their links lead the whole window, not the frame that a page stands in.
    /// - Returns: The start, the same for all portals where the style is.
    func start(leadsWindow: Bool = false) -> PageStart {
        if !leadsWindow, let start = plans.start { return start }
        return PageStart(style: plans.style.bytes(values), leadsWindow: leadsWindow)
    }

    /// Everything that the templates are filled with.
    var context: TemplateContext { plans.sample.merging(values.context) }

    /// Writes the body of a page with some screens.
    func appendFrame(around screens: [UInt8], to page: inout PageWriter) {
        var values = values
        values.set("screens", to: screens)
        plans.frame.append(values, to: &page)
    }

    /// Where a comparison finds what each screen shows.
    ///
    /// - Parameters:
    ///   - page: The page around every screen.
    ///   - body: Where its body stands, the frame.
    /// - Returns: Each screen by its id: its place, or its digests where the frame does not hold it as it is.
    func recordedScreens(on page: [UInt8], body: Range<Int>) -> [String: PreviewRecord.Screen] {
        let start = BytePlace.first(of: allScreens, in: page, body)
        var screens: [String: PreviewRecord.Screen] = [:]
        screens.reserveCapacity(ranges.count)
        for (screen, range) in ranges {
            screens[screen.rawValue] =
                start.map { .place($0 + range.lowerBound..<$0 + range.upperBound) }
                ?? .digests(ScreenDigests(html: allScreens[range]))
        }
        return screens
    }
}

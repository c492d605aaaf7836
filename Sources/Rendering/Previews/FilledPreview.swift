import Portals

/// The parts of a portal's preview.
struct FilledPreview {
    private let screens: [Screen]
    private let plans: PreviewPlans
    private let templates: PreviewPlans.PlanSet
    private let values: PageValues
    /// Each screen, where there are no plans.
    private let interpreted: [[UInt8]]?
    /// What the style has besides that of all previews: the brand's colours and logo.
    let style: [UInt8]

    init(_ view: PortalView, plans: PreviewPlans) {
        let templates = plans.set(for: view)
        let values = plans.values(of: view)
        self.plans = plans
        self.templates = templates
        self.values = values
        screens = view.screens
        interpreted = plans.areInterpreted ? Self.interpreted(view.screens, templates, values) : nil
        style = templates.brand.bytes(values)
    }

    /// The screens without plans, on all cores, because nothing else is rendered meanwhile.
    private static func interpreted(
        _ screens: [Screen],
        _ templates: PreviewPlans.PlanSet,
        _ values: PageValues
    ) -> [[UInt8]] {
        screens.concurrentMap { templates.screens[$0]?.bytes(values) ?? [] }
    }

    /// Writes every screen, one behind the other.
    ///
    /// - Parameter page: Receives them.
    /// - Returns: Where each of them stands.
    private func appendScreens(to page: inout PageWriter) -> [Range<Int>] {
        var places: [Range<Int>] = []
        places.reserveCapacity(screens.count)
        for (index, screen) in screens.enumerated() {
            let start = page.count
            if let interpreted {
                page.append(bytes: interpreted[index])
            } else {
                templates.screens[screen]?.append(values, to: &page)
            }
            places.append(start..<page.count)
        }
        return places
    }

    /// Every screen, one behind the other, and where each of them stands.
    private var allScreens: (bytes: [UInt8], places: [Range<Int>]) {
        var places: [Range<Int>] = []
        let bytes = PageWriter.bytes(Self.likelySize) { places = appendScreens(to: &$0) }
        return (bytes, places)
    }

    /// About how many bytes all screens of a portal have.
    private static let likelySize = 112 << 10

    /// Each screen in its order.
    var parts: [(screen: Screen, html: [UInt8])] {
        let (bytes, places) = allScreens
        return zip(screens, places).map { ($0, Array(bytes[$1])) }
    }

    /// Returns what pages with these screens begin with.
    ///
    /// - Parameter leadsWindow: Whether their links lead the whole window, not the frame that a page stands in.
    /// - Returns: The start, the same for all portals where the style is.
    func start(leadsWindow: Bool = false) -> PageStart {
        if !leadsWindow, let start = plans.start { return start }
        return PageStart(style: templates.style.bytes(values), leadsWindow: leadsWindow)
    }

    /// Everything that the templates are filled with.
    var context: TemplateContext { templates.sample.merging(values.context) }

    /// Returns a page with every screen.
    ///
    /// - Parameter shell: What stands around its body.
    /// - Returns: The page, and for each screen where a comparison finds what it shows.
    func page(in shell: HTMLShell) -> (bytes: [UInt8], screens: [PreviewRecord.Screen]) {
        guard let edges = plans.frameEdges else { return framedPage(in: shell) }
        var places: [Range<Int>] = []
        let (page, body) = shell.page(size: templates.frame.likelySize) { page in
            page.append(bytes: edges.before)
            places = appendScreens(to: &page)
            page.append(bytes: edges.behind)
        }
        templates.frame.noteSize(body.count)
        return (page, places.map { .place($0) })
    }

    /// The same where a template of the workspace decides what becomes of the screens.
    private func framedPage(in shell: HTMLShell) -> (bytes: [UInt8], screens: [PreviewRecord.Screen]) {
        let (all, places) = allScreens
        let (page, body) = self.page(in: shell, around: all)
        let start = BytePlace.first(of: all, in: page, body)
        let screens = places.map { place -> PreviewRecord.Screen in
            start.map { .place($0 + place.lowerBound..<$0 + place.upperBound) }
                ?? .digests(ScreenDigests(html: all[place]))
        }
        return (page, screens)
    }

    /// Returns a page with some screens.
    ///
    /// - Parameters:
    ///   - shell: What stands around its body.
    ///   - screens: The screens, one behind the other.
    /// - Returns: The page, and where its body stands.
    func page(in shell: HTMLShell, around screens: [UInt8]) -> (bytes: [UInt8], body: Range<Int>) {
        var values = values
        values.set("screens", to: screens)
        return shell.page(size: screens.count + 2048) { templates.frame.append(values, to: &$0) }
    }
}

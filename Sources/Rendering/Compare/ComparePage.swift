import Diagnostics

/// Makes the page that puts two portals, or two versions of one, side by side; it works without script
/// (look-tools.md, 'Compare').
///
/// A workspace's own templates change the screens in it, and nothing of the page itself.
package struct ComparePage: Sendable {
    private let templates: TemplateLibrary
    private let start: PageStart

    /// How many fields are shown.
    private static let longestFieldList = 100

    /// Takes the look.
    ///
    /// - Parameter templates: The built-in templates.
    package init(templates: TemplateLibrary) {
        let templates = templates.withPlanPages
        self.templates = templates
        start = PageStart(
            style: ["reviewer-style", "plan-style"].flatMap { templates.render($0, TemplateContext()).utf8 }
                + PackageResources.compare_style_css,
            policy: ContentPolicy(allowsFrames: true)
        )
    }

    /// Returns the page.
    ///
    /// - Parameter sheet: What it shows.
    /// - Returns: The page as HTML.
    package func page(for sheet: CompareSheet) -> [UInt8] {
        let body = body(of: sheet)
        return HTMLShell(
            start: start,
            title: "\(sheet.left.name) and \(sheet.right.name), compared – Portico",
            description: "Two portals, or two versions of one, side by side.",
            icon: .portico
        ).page(size: body.utf8.count) { $0.append(text: body) }.bytes
    }

    // MARK: Parts

    private func body(of sheet: CompareSheet) -> String {
        let reviewer = ReviewerContext(
            place: .inFolder,
            source: sheet.source,
            portal: "Compare",
            hasSampleLine: true
        ).context
        return """
            <body>
            \(templates.render("reviewer-bar", reviewer))<main class="wrap plan compare" id="portico-main">
            <h1>Compare</h1>
            \(form(sheet))\(notices(sheet))\(sheet.result.map { result($0, of: sheet) } ?? widths(sheet, unseen: true))</main>
            \(templates.render("reviewer-foot", reviewer))</body>

            """
    }

    private func form(_ sheet: CompareSheet) -> String {
        """
        <form class="choice" id="choice" action="compare.html" method="get">
        \(fieldset("Left", "left", sheet.left))\
        <button class="button swap" name="swap" value="1" title="Swap left and right">\(Self.swapSign)\
        <span class="unseen">Swap left and right</span></button>
        \(fieldset("Right", "right", sheet.right))\
        <button class="button primary">Compare</button>
        </form>

        """
    }

    private func fieldset(_ title: String, _ name: String, _ side: CompareSheet.Side) -> String {
        """
        <fieldset>
        <legend>\(title)</legend>
        <div class="pickers">
        \(Self.select(name, label: "\(title), portal", side.portals))\
        \(Self.select("\(name)-version", label: "\(title), version", side.versions))</div>
        \(side.reasons.map { "<p class=\"small\"><bdi>\(HTMLText.escape($0))</bdi></p>\n" }.joined())</fieldset>

        """
    }

    private static func select(_ name: String, label: String, _ options: [CompareSheet.Option]) -> String {
        let items = options.map { option in
            let chosen = option.isChosen ? " selected" : ""
            let text = HTMLText.escape(PlanValue.shortened(option.text))
            return "<option value=\"\(HTMLText.escape(option.value))\"\(chosen)>\(text)</option>\n"
        }
        // A way back from what was chosen and not sent must not outlive a reload.
        return """
            <select name="\(name)" aria-label="\(label)" autocomplete="off">
            \(items.joined())</select>

            """
    }

    private func notices(_ sheet: CompareSheet) -> String {
        let sign = templates.render("sign-warning", TemplateContext())
        let all = sheet.errors.map { ("bad", $0) } + sheet.notes.map { ("warning", $0) }
        return all.map { tone, text in
            "<p class=\"strip \(tone)\">\(sign)<span><bdi>\(HTMLText.escape(text))</bdi></span></p>\n"
        }.joined()
    }

    private func result(_ result: CompareSheet.Result, of sheet: CompareSheet) -> String {
        if result.fields.isEmpty, result.rows.isEmpty {
            return "<div class=\"empty\"><h2>\(HTMLText.escape(result.summary))</h2></div>\n"
                + widths(sheet, unseen: true)
        }
        let sections = result.sections.map { section($0, sheet) }.joined()
        return differences(result, sheet) + screens(result)
            + widths(sheet, unseen: result.sections.isEmpty) + sections + folded(result, sheet) + equal(result)
            + (result.leftOut.map { "<p class=\"left-out\">\(HTMLText.escape($0))</p>\n" } ?? "")
    }

    private func differences(_ result: CompareSheet.Result, _ sheet: CompareSheet) -> String {
        let (left, right) = (HTMLText.escape(sheet.left.name), HTMLText.escape(sheet.right.name))
        let rows = result.fields.prefix(Self.longestFieldList).map { field in
            """
            <tr><th scope="row"><strong><bdi>\(HTMLText.escape(field.label.displayText))</bdi></strong> \
            <code><bdi>\(HTMLText.escape(PlanValue.shortened(field.key)))</bdi></code></th>\
            <td class="now" data-label="\(left)">\(templates.render("plan-value", field.left.context))</td>\
            <td class="after" data-label="\(right)">\(templates.render("plan-value", field.right.context))</td></tr>

            """
        }
        let moreCount = result.fields.count - rows.count
        let more = moreCount > 0 ? "<p class=\"left-out\">\(Quantity.text(moreCount, "more field"))</p>\n" : ""
        let table = """
            <table class="fields">
            <thead><tr><th scope="col">Field</th><th scope="col"><bdi>\(left)</bdi></th>\
            <th scope="col"><bdi>\(right)</bdi></th></tr></thead>
            <tbody>
            \(rows.joined())</tbody>
            </table>

            """
        return """
            <section class="row" aria-labelledby="what-differs">
            <div class="row-head"><h2 id="what-differs">What differs</h2>\
            <p class="small">\(HTMLText.escape(result.summary))</p></div>
            <div class="row-body">\(rows.isEmpty ? "<p>No field differs.</p>" : table)\(more)</div>
            </section>

            """
    }

    private func screens(_ result: CompareSheet.Result) -> String {
        let rows = result.rows.map { row in
            let title = HTMLText.escape(row.title)
            let link = row.anchor.map { "<a href=\"#\(HTMLText.escape($0))\">\(title)</a>" }
            return """
                <li>\(link ?? "<strong>\(title)</strong>") \
                <span><bdi>\(HTMLText.escape(row.text))</bdi></span></li>

                """
        }
        let list = rows.isEmpty ? "<p>None: every screen is equal.</p>" : "<ul class=\"rows\">\n\(rows.joined())</ul>"
        return """
            <section class="row" aria-labelledby="screens-that-differ">
            <div class="row-head"><h2 id="screens-that-differ">Screens that differ</h2></div>
            <div class="row-body">\(list)</div>
            </section>

            """
    }

    // MARK: Frames

    /// The switches of the frames' width belong to the form, so that it sends them on; they are there without frames
    /// too, so that a repaint keeps what was chosen.
    private func widths(_ sheet: CompareSheet, unseen: Bool) -> String {
        let switches = templates.render("width-switch", TemplateContext())
            .replacing(" checked>", with: ">")
            .replacing("name=\"width\" value=\"\(sheet.width.rawValue)\"", with: Self.input("width", sheet.width))
            .replacing(
                "name=\"narrow-width\" value=\"\(sheet.narrowWidth.rawValue)\"",
                with: Self.input("narrow-width", sheet.narrowWidth)
            )
            .replacing("<input type=\"radio\"", with: "<input form=\"choice\" type=\"radio\"")
        return """
            <div class="view\(unseen ? " none" : "")" id="widths">
            \(switches)  <p class="small size"></p>
            </div>

            """
    }

    private static func input(_ name: String, _ width: CompareSheet.Width) -> String {
        "name=\"\(name)\" value=\"\(width.rawValue)\" checked"
    }

    private func section(_ section: CompareSheet.Section, _ sheet: CompareSheet) -> String {
        let id = HTMLText.escape(section.anchor)
        return """
            <section class="screen" id="\(id)" aria-labelledby="\(id)-title">
            <h2 id="\(id)-title">\(HTMLText.escape(section.pair.title))</h2>
            \(marks(section))\(sides(section.pair, sheet))</section>

            """
    }

    private func marks(_ section: CompareSheet.Section) -> String {
        if let note = section.note { return "<p class=\"note\"><bdi>\(HTMLText.escape(note))</bdi></p>\n" }
        let items = section.pair.differences.map { difference in
            let number = difference.number.map { "<span class=\"number\">\($0)</span>" } ?? ""
            return "<li>\(number)<bdi>\(HTMLText.escape(difference.text.displayText))</bdi></li>\n"
        }
        return "<ul class=\"marks\">\n\(items.joined())</ul>\n"
    }

    private func sides(_ pair: ScreenPair, _ sheet: CompareSheet) -> String {
        """
        <div class="sides">
        \(Self.side(pair.now, sheet.left.name))\(Self.side(pair.after, sheet.right.name))</div>

        """
    }

    private static func side(_ side: ScreenPair.Side, _ name: String) -> String {
        let frame =
            switch side {
            case .screen(let title, let page):
                """
                <div class="frame"><iframe title="\(HTMLText.escape("\(title), \(name)"))" \
                srcdoc="\(HTMLText.escape(page))" width="1280" height="800" sandbox="allow-same-origin" \
                referrerpolicy="no-referrer" loading="lazy"></iframe></div>
                """
            case .missing(let words):
                """
                <div class="frame tile"><p>No such screen</p><p class="small"><bdi>\(HTMLText.escape(words)).</bdi></p></div>
                """
            }
        return """
            <figure>
            <figcaption><bdi>\(HTMLText.escape(name))</bdi></figcaption>
            \(frame)
            </figure>

            """
    }

    private func folded(_ result: CompareSheet.Result, _ sheet: CompareSheet) -> String {
        guard !result.folded.isEmpty else { return "" }
        let title = "\(Quantity.text(result.folded.count, "more screen")) that only one side has"
        return """
            <details class="fold singles" id="more-singles">
            <summary>\(templates.render("sign-more", TemplateContext()))<span>\(title)</span></summary>
            \(result.folded.map { section($0, sheet) }.joined())</details>

            """
    }

    private func equal(_ result: CompareSheet.Result) -> String {
        guard !result.equal.isEmpty else { return "" }
        let title = result.equal.count == 1 ? "1 screen is equal" : "\(result.equal.count) screens are equal"
        let names = result.equal.map { "<li>\(HTMLText.escape($0))</li>\n" }
        return """
            <details class="fold" id="equal-screens">
            <summary>\(templates.render("sign-more", TemplateContext()))<span>\(title)</span></summary>
            <ul class="names">
            \(names.joined())</ul>
            </details>

            """
    }

    private static let swapSign = """
        <svg class="icon" width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" \
        stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">\
        <path d="M4 7h12M13 4l3 3-3 3M16 13H4M7 10l-3 3 3 3"/></svg>
        """
}

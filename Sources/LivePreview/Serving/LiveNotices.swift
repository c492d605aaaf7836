import Diagnostics
import HTTPTypes
import Rendering

/// What is answered in the place of a page.
struct LiveNotices: Sendable {
    /// Says that there is no such page.
    let missingPage: [UInt8]
    private let keylessPage: [UInt8]

    /// Makes the pages.
    ///
    /// - Throws: `TemplateLibrary.BuiltInTemplateError`, which no user can mend.
    init() throws {
        var diagnostics: [Diagnostic] = []
        let pages = LiveNoticePage(templates: try TemplateLibrary(diagnostics: &diagnostics))
        missingPage = pages.page(
            title: "There is nothing here",
            text: "No page of this workspace has this address.",
            link: ("/", "All portals")
        )
        keylessPage = pages.page(
            title: "This preview needs its key",
            text: "Open the whole address that “portico serve” printed."
        )
    }

    /// There is nothing to ask at the address.
    var missing: LiveAnswer { .page(missingPage, status: .notFound) }

    /// Pages can be looked at alone.
    var wrongMethod: LiveAnswer {
        var answer = LiveAnswer.text("This address can be looked at, and nothing else.\n", status: .methodNotAllowed)
        answer.headers[.allow] = "GET, HEAD"
        return answer
    }

    /// A page that is left at once for another one.
    func leading(to address: String) -> LiveAnswer { .page(LiveNoticePage.leading(to: address)) }

    /// Says why a request is refused, and nothing of the workspace.
    func answer(to refusal: LiveAccess.Refusal) -> LiveAnswer {
        switch refusal {
        case .malformed: .text("A request has one Host header and a path.\n", status: .badRequest)
        case .misdirected:
            .text(
                "This server answers under the address that `portico serve` printed alone.\n",
                status: .misdirectedRequest
            )
        case .foreign: .text("This server answers its own pages alone.\n", status: .forbidden)
        case .unknown: .page(keylessPage, status: .forbidden)
        }
    }
}

import Foundation
import HTTPTypes

/// Rebilly, in the order of checks of its contract (rebilly.md, 11).
struct RebillyService: Sendable {
    private let store: SandboxStore
    private let window: RateWindow

    private static let routes = PortalOperations.routes + FileOperations.routes + WebsiteOperations.routes
    /// How large a JSON body may be, apart from files.
    private static let bodyLimit = 1 << 20

    init(store: SandboxStore, window: RateWindow) {
        self.store = store
        self.window = window
    }

    /// Whether a path is Rebilly's.
    static func owns(_ call: Call) -> Bool { Place(call.path, segments: call.segments) != nil }

    /// Returns what a path asks for; `nil` if it isn't Rebilly's.
    ///
    /// - Parameter call: The request.
    /// - Returns: The answer, refusals included.
    /// - Throws: What the database or the connection throws.
    func answer(_ call: Call) async throws -> Answer? {
        guard let place = Place(call.path, segments: call.segments) else { return nil }
        do {
            return try await answer(call, at: place)
        } catch let refusal as Refusal {
            return refusal.answer
        }
    }

    /// Where a path leads.
    private struct Place {
        /// The organization; `nil` where the path names none.
        let organization: String?
        let isStorefront: Bool
        /// What follows; `nil` if it is badly encoded.
        let rest: [String]?

        init?(_ path: String, segments: [String]?) {
            let segments = segments ?? path.split(separator: "/").map(String.init)
            switch (segments.first, segments.count) {
            case ("organizations", 2...) where segments.dropFirst(2).first == "storefront":
                self.init(segments[1], isStorefront: true, segments.dropFirst(3))
            case ("organizations", 2...): self.init(segments[1], isStorefront: false, segments.dropFirst(2))
            case ("storefront", 3...) where segments[1] == "organizations":
                self.init(segments[2], isStorefront: true, segments.dropFirst(3))
            case ("storefront", _): self.init(nil, isStorefront: true, segments.dropFirst())
            default: return nil
            }
        }

        private init(_ organization: String?, isStorefront: Bool, _ rest: ArraySlice<String>) {
            self.organization = organization
            self.isStorefront = isStorefront
            self.rest = Array(rest)
        }
    }

    private func answer(_ call: Call, at place: Place) async throws -> Answer {
        let routes = place.isStorefront ? Storefront.routes : Self.routes
        let key = try place.isStorefront ? nil : authenticate(call, mayUpload: place.rest == ["files"])
        if let organization = place.organization, organization != RebillyRequest.organization {
            let shown = ASCIIClass.isIdentifier(organization) ? organization : "of this name"
            throw Refusal(
                answer: Problem.forbidden(
                    place.isStorefront
                        ? "The sandbox has no storefront of organization \(shown), only one of \(RebillyRequest.organization)."
                        : "This key has no access to organization \(shown)."
                )
            )
        }
        let (route, id) = try Self.route(place.rest ?? [], in: routes)
        guard let operation = route.operation(call.method) else {
            throw Refusal(answer: Problem.methodNotAllowed(call.method, allowed: route.allowed))
        }
        let reading = try takeFromWindow(call)
        var request = RebillyRequest(call: call, store: store, id: id, mayMakePublic: key == .secret)
        if operation.body == .object { request.members = try await Self.members(of: call) }
        var answer = try await operation.perform(request)
        answer.headers += reading?.headers ?? []
        return answer
    }

    /// A kind of key (rebilly.md, 1).
    private enum Key {
        case secret
        /// One that may upload private files and nothing else.
        case publishable
    }

    /// Checks the key.
    ///
    /// The sandbox has one, which is taken in each of the documented places.
    private func authenticate(_ call: Call, mayUpload: Bool) throws(Refusal) -> Key {
        let expected = store.settings.rebilly.apiKey
        if let key = call.header("REB-APIKEY") {
            if key.utf8.elementsEqual(expected.utf8) { return .secret }
        } else if let authorization = call.headers[.authorization] {
            if authorization.utf8.elementsEqual("Bearer \(expected)".utf8) { return .secret }
            if mayUpload, call.method == .post, authorization.utf8.elementsEqual(expected.utf8) { return .publishable }
        }
        throw Refusal(answer: Problem.unauthorized)
    }

    private static func route(
        _ rest: [String],
        in routes: [Route<RebillyOperation>]
    ) throws(Refusal) -> (Route<RebillyOperation>, id: String) {
        for route in routes {
            guard let values = route.values(in: rest) else { continue }
            guard let id = values.first else { return (route, "") }
            let limit = rest.first == "custom-domains" ? 255 : routes.count == 1 ? 100 : 50
            if ASCIIClass.isIdentifier(id, limit: limit) { return (route, id) }
        }
        throw Refusal(answer: Problem.notFound("There is nothing at this path."))
    }

    /// Counts what is no GET (R28).
    private func takeFromWindow(_ call: Call) throws(Refusal) -> RateWindow.Reading? {
        guard call.method != .get else { return nil }
        let settings = store.settings.rebilly
        let reading = window.take(at: store.now, limit: settings.rateLimit, window: settings.rateWindow)
        guard reading.retryAfter != nil else { return reading }
        var answer = Problem.rateLimited
        answer.headers += reading.headers
        throw Refusal(answer: answer)
    }

    private static func members(of call: Call) async throws -> [String: JSON] {
        guard let body = try await call.body.read(bodyLimit) else { throw Refusal(answer: Problem.tooLarge) }
        guard call.mediaType == "application/json" else { throw Refusal(answer: Problem.unsupportedMediaType) }
        return try object(body)
    }

    /// The members of a body (R17).
    static func object(_ body: Data) throws(Refusal) -> [String: JSON] {
        guard let members = (try? JSON(strictly: body))?.object else {
            throw Refusal(answer: Problem.badRequest("The body must be a JSON object."))
        }
        return members
    }
}

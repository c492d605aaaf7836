/// What the log of requests is asked for.
struct RequestList: Sendable {
    private let filter: Filter
    private let before: Int
    private let limit: Int

    private enum Filter: String {
        case all
        case errors
        case ordered

        func takes(_ request: LoggedRequest) -> Bool {
            switch self {
            case .all: true
            case .errors: request.isError
            case .ordered: request.isOrdered
            }
        }
    }

    /// Reads the query: `filter`, `before` (a request's id) and `limit`.
    init(_ call: Call) throws(Refusal) {
        guard let filter = Filter(rawValue: call.parameter("filter") ?? "all") else {
            throw Refusal(answer: Problem.badQuery("filter", "filter is all, errors or ordered"))
        }
        self.filter = filter
        before = try Self.number(call, "before") ?? .max
        limit = min(try Self.number(call, "limit") ?? 50, RequestLog.limit)
    }

    private static func number(_ call: Call, _ name: String) throws(Refusal) -> Int? {
        guard let text = call.parameter(name) else { return nil }
        guard ASCIIClass.isNumber(text), let number = Int(text) else {
            throw Refusal(answer: Problem.badQuery(name, "\(name) is a number"))
        }
        return number
    }

    /// The page, newest first, with how many there are of each kind.
    func json(_ requests: [LoggedRequest]) -> JSON {
        let page = requests.filter { filter.takes($0) && $0.id < before }
        return [
            "counts": [
                "all": .integer(requests.count), "errors": .integer(requests.count { $0.isError }),
                "ordered": .integer(requests.count { $0.isOrdered }),
            ],
            "hasOlder": .boolean(page.count > limit),
            "requests": .array(page.prefix(limit).map(Self.json)),
        ]
    }

    private static func json(_ request: LoggedRequest) -> JSON {
        func headers(_ headers: [(name: String, value: String)]) -> JSON {
            .array(headers.map { ["name": .string($0.name), "value": .string($0.value)] })
        }
        return [
            "id": .integer(request.id), "time": .string(TimeText.zulu(request.time)),
            "method": .string(request.method), "path": .string(request.target),
            "status": request.status == 0 ? .null : .integer(request.status),
            "milliseconds": .integer(request.milliseconds), "isOrdered": .boolean(request.isOrdered),
            "request": ["headers": headers(request.requestHeaders), "body": .string(request.requestBody)],
            "answer": ["headers": headers(request.answerHeaders), "body": .string(request.answerBody)],
        ]
    }
}

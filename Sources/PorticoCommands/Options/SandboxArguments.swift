import ArgumentParser

/// Amounts as arguments of `sandbox`.
enum SandboxArguments {
    /// A port; 0 for any.
    static func port(_ text: String) throws -> Int {
        guard let port = number(text[...]), port <= 65_535 else {
            throw ValidationError("ports are numbers from 0 to 65535, 0 for any that is free.")
        }
        return port
    }

    /// The name of a file.
    static func file(_ text: String) throws -> String {
        if text.isEmpty { throw ValidationError("the name is empty; write it as in --state sandbox.sqlite.") }
        return text
    }

    /// A folder with a workspace.
    static func folder(_ text: String) throws -> String {
        if text.isEmpty { throw ValidationError("the name is empty; name the folder that holds portico.yaml.") }
        return text
    }

    /// A delay in milliseconds: `50ms`, `2s`.
    static func latency(_ text: String) throws -> Int {
        let units = [("ms", 1), ("s", 1000)]
        for (unit, factor) in units where text.hasSuffix(unit) {
            if let count = number(text.dropLast(unit.utf8.count)), count * factor <= 600_000 { return count * factor }
        }
        throw ValidationError("'\(text)' is no delay up to 10 minutes; write one as 50ms or 2s.")
    }

    /// A number of requests in a time: `60/min`, `5/s`, `3000/10min`.
    struct RateLimit: Equatable {
        let count: Int
        let seconds: Int
    }

    static func rateLimit(_ text: String) throws -> RateLimit {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, let count = number(parts[0]), count > 0 {
            for (unit, factor) in [("min", 60), ("s", 1), ("h", 3600)] where parts[1].hasSuffix(unit) {
                let times = parts[1].dropLast(unit.utf8.count)
                guard let number = times.isEmpty ? 1 : number(times), (1...86_400).contains(number * factor) else {
                    break
                }
                return RateLimit(count: count, seconds: number * factor)
            }
        }
        throw ValidationError("'\(text)' is no limit; write one as 60/min, 5/s or 3000/10min.")
    }

    private static func number(_ text: Substring) -> Int? {
        let isNumber =
            !text.isEmpty && text.utf8.count <= 9
            && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return isNumber ? Int(text) : nil
    }
}

import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Asks the system for the addresses of a host.
struct HostResolver: Sendable {
    /// Why there is no address.
    enum Failure: Error {
        /// There is no such host.
        case unknown
        /// Nobody could be asked.
        case unreachable
    }

    /// Returns a host's addresses in the order in which they are to be tried.
    ///
    /// - Parameter host: A name, or an address without brackets.
    /// - Returns: The addresses, each once.
    /// - Throws: `Failure`, and `CancellationError`.
    func addresses(of host: String) async throws -> [NetworkAddress] {
        // The call blocks, and must not hold up what runs beside it.
        try await NIOThreadPool.singleton.runIfActive { try Self.blockingAddresses(of: host) }
    }

    private static func blockingAddresses(of host: String) throws(Failure) -> [NetworkAddress] {
        var hints = addrinfo()
        #if canImport(Darwin)
        hints.ai_socktype = SOCK_STREAM
        #else
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard code == 0 else { throw code == EAI_NONAME ? .unknown : .unreachable }
        var found: [NetworkAddress] = []
        var next = list
        while let entry = next {
            if let address = address(of: entry.pointee), !found.contains(address) { found.append(address) }
            next = entry.pointee.ai_next
        }
        return found
    }

    private static func address(of entry: addrinfo) -> NetworkAddress? {
        guard let pointer = entry.ai_addr else { return nil }
        let raw = UnsafeRawBufferPointer(start: pointer, count: Int(entry.ai_addrlen))
        // The address stands behind family and port, of IPv6 behind the flow information as well.
        switch entry.ai_family {
        case AF_INET where raw.count >= 8: return NetworkAddress(bytes: Array(raw[4..<8]))
        case AF_INET6 where raw.count >= 24: return NetworkAddress(bytes: Array(raw[8..<24]))
        default: return nil
        }
    }
}

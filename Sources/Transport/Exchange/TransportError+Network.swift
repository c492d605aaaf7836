import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension TransportError {
    /// Tells what an error of the network means: above all whether the request may have arrived.
    init(network error: any Error) {
        switch error {
        case let error as TransportError: self = error
        case is CancellationError: self = .cancelled
        case is NIOConnectionError: self = .unreachable
        case let error as IOError where error.errnoCode == ECONNREFUSED: self = .unreachable
        case NIOSSLError.handshakeFailed, is NIOSSLExtraError: self = .untrusted
        case let error as HTTPClientError: self.init(client: error)
        default: self = .interrupted
        }
    }

    private init(client error: HTTPClientError) {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .alreadyShutdown:
            self = .unreachable
        case .cancelled: self = .cancelled
        case .invalidURL, .emptyHost, .emptyScheme, .bodyLengthMismatch:
            self = .malformed(error.shortDescription)
        default:
            // Headers are checked before anything is sent; what the error says about them may be a secret.
            let isHeader = error.shortDescription.hasPrefix("Invalid header")
            self = isHeader ? .malformed("a header holds characters that no header may hold") : .interrupted
        }
    }
}

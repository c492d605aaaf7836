/// Which pages a portal has, in a byte.
struct PageSet: Sendable {
    private var bits: UInt8 = 0

    init(_ names: some Sequence<String>) {
        for name in names {
            if let number = SitePath.portalPages.firstIndex(of: name) { bits |= 1 << UInt8(number) }
        }
    }

    func contains(_ name: String) -> Bool {
        SitePath.portalPages.firstIndex(of: name).map { bits & 1 << UInt8($0) != 0 } ?? false
    }

    var hasPreview: Bool { contains("preview.html") }
}

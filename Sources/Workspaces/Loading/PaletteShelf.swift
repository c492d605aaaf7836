import Portals
import Synchronization

/// The palettes that one reading of a workspace derived last: the portals of a brand, which have the same colours, are
/// mostly read one after the other.
final class PaletteShelf: Sendable {
    /// How many are kept, more than threads read at once; before one more, the oldest is forgotten.
    private static let limit = 16

    private let kept = Mutex<[BrandPalette]>([])

    /// Returns the palette of a portal.
    func palette(of portal: Portal) -> BrandPalette {
        let (primary, secondary) = (portal.primary, portal.secondary)
        let known = kept.withLock { $0.first { $0.fill == primary && $0.head == secondary } }
        if let known { return known }
        let palette = BrandPalette(primary: primary, secondary: secondary)
        kept.withLock { kept in
            if kept.count >= Self.limit { kept.removeFirst() }
            kept.append(palette)
        }
        return palette
    }
}

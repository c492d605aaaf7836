import Portals

/// The icon of a page in a browser's tab, drawn so that no file is needed beside the page.
enum PageIcon {
    /// Portico's own mark, a porch, in a grey that is seen on light and dark tabs.
    case portico
    /// A small window in a portal's colours: the header above, the button in it.
    case brand(BrandPalette)

    /// The address of an icon that is the same for every page.
    private static let porticoURL = PageIcon.portico.makeDataURL()

    var dataURL: String {
        if case .portico = self { Self.porticoURL } else { makeDataURL() }
    }

    private func makeDataURL() -> String {
        "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2020%2020'\(drawing)%3C/svg%3E"
    }

    private var drawing: String {
        switch self {
        case .portico:
            "%20fill='none'%20stroke='%236a6e78'%20stroke-width='1.75'%20stroke-linecap='round'"
                + "%20stroke-linejoin='round'%3E%3Cpath%20d='M2.75%206.75%2010%203l7.25%203.75v.75H2.75z"
                + "M4.75%207.75v8.75M10%207.75v8.75M15.25%207.75v8.75M2.5%2016.75h15'/%3E"
        case .brand(let palette):
            "%3E%3Crect%20x='1'%20y='1'%20width='18'%20height='18'%20rx='4'%20fill='%23\(palette.head)'"
                + "%20stroke='%23\(palette.headLine)'/%3E"
                + "%3Crect%20x='5'%20y='7.5'%20width='10'%20height='5'%20rx='1.5'%20fill='%23\(palette.headAccent)'/%3E"
        }
    }
}

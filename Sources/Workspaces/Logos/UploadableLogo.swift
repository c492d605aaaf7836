package import Portals

extension WorkspaceFiles {
    /// Returns the picture that the service is given of a logo: the file itself, or the PNG, JPEG or GIF beside an SVG,
    /// because the service takes no SVG (product.md, 'The workspace').
    ///
    /// - Parameter path: The path as the portal file has it; untrusted.
    /// - Returns: The picture and its path; `nil` if there is none that can be used.
    package func uploadableLogo(for path: String) -> (path: String, logo: Logo)? {
        if let logo = logo(at: path).logo, logo.format != .svg { return (path, logo) }
        let endings = Logo.Format.allCases.filter { $0 != .svg }.flatMap(\.fileExtensions)
        for ending in endings {
            let path = "\(LogoShelf.stem(of: path)).\(ending)"
            if let logo = logo(at: path).logo, logo.format != .svg { return (path, logo) }
        }
        return nil
    }
}

/// The version of everything in this package.
package enum PorticoVersion {
    /// What `--version` prints, the manifest names, and services are told.
    package static let current = "0.1.0"
}

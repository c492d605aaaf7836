#if canImport(Glibc)
import Foundation
import Glibc

/// Tells file systems apart where changes come from elsewhere, of which this machine's Linux says nothing.
enum FileSystemKind {
    private static let remote: Set<String> = [
        "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs", "fuse", "fuseblk", "gfs2", "glusterfs",
        "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
    ]

    /// Returns whether the files of a folder may change without this system's notice.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - mounts: What `/proc/self/mountinfo` says.
    /// - Returns: Whether they may; `false` where nothing is known.
    static func isRemote(_ folder: String, mounts: String? = nil) -> Bool {
        var status = stat()
        guard stat(folder, &status) == 0 else { return false }
        let device = UInt64(status.st_dev)
        let major = (device >> 8 & 0xFFF) | (device >> 32 & ~0xFFF)
        let minor = (device & 0xFF) | (device >> 12 & ~0xFF)
        let mounts = mounts ?? (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? ""
        return type(ofDevice: "\(major):\(minor)", mounts: mounts).map(isRemote) ?? false
    }

    /// Returns the type of the file system on a device; `nil` if there is none.
    ///
    /// - Parameters:
    ///   - device: Its numbers, `8:1`.
    ///   - mounts: Lines as in proc(5): the device is the third word, the type the first after the lone hyphen.
    /// - Returns: The type.
    static func type(ofDevice device: String, mounts: String) -> String? {
        for line in mounts.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 2, words[2] == device, let hyphen = words.firstIndex(of: "-"),
                hyphen + 1 < words.count
            else { continue }
            return String(words[hyphen + 1])
        }
        return nil
    }

    /// Returns whether files of a type of file system may change elsewhere.
    static func isRemote(_ type: String) -> Bool {
        remote.contains(type) || type.hasPrefix("fuse.")
    }
}
#endif

#if canImport(Glibc)
import Testing

@testable import LivePreview

@Suite("Whether a file system says what happens to its files")
struct FileSystemKindTests {
    private static let mounts = """
        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        36 22 0:31 / /mnt/shared\\040files rw,relatime shared:20 master:3 - nfs4 server:/export rw,vers=4.2
        40 22 0:44 / /media/mac rw - fuse.sshfs me@mac: rw
        41 22 0:45 / /broken
        """

    @Test(
        "the type of a mount stands behind the hyphen, however many words come before",
        arguments: [("8:1", "ext4"), ("0:31", "nfs4"), ("0:44", "fuse.sshfs"), ("0:45", nil), ("9:9", nil)]
    )
    func type(device: String, type: String?) {
        #expect(FileSystemKind.type(ofDevice: device, mounts: Self.mounts) == type)
    }

    @Test(
        "files of network file systems change elsewhere",
        arguments: [
            ("nfs", true), ("nfs4", true), ("cifs", true), ("smb3", true), ("9p", true), ("fuse.sshfs", true),
            ("virtiofs", true), ("vboxsf", true), ("ext4", false), ("btrfs", false), ("overlay", false),
            ("tmpfs", false), ("xfs", false),
        ]
    )
    func remote(type: String, isRemote: Bool) {
        #expect(FileSystemKind.isRemote(type) == isRemote)
    }
}
#endif

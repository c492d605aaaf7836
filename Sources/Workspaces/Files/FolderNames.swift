#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reading the names in an open folder.
enum FolderNames {
    /// Returns all names but `.` and `..`, as bytes and in no order.
    static func read(_ folder: Int32, calls: FileSystemCalls) throws(SystemError) -> [[UInt8]] {
        // Opened anew, since reading moves a position that the folder's other users share.
        let number = try calls.open(folder, ".", OwnedDescriptor.folderFlags | O_CLOEXEC, 0)
        guard let stream = fdopendir(number) else {
            let error = SystemError.last
            close(number)
            throw error
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw .last }
                return names
            }
            let name = bytes(ofNameIn: entry)
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
    }

    /// Copies the name up to its NUL.
    ///
    /// The entry may be shorter than `dirent` declares, so it is never copied whole.
    private static func bytes(ofNameIn entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
        let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
        return UnsafeRawBufferPointer(start: start, count: strlen(start)).map { $0 }
    }
}

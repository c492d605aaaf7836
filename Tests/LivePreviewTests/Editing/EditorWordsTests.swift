import Testing

@testable import LivePreview
@testable import Workspaces

@Suite struct `Words of the editor` {
    @Test(
        "say what happened to a save, and name no command",
        arguments: [
            (OutputError.Reason.notAFolder(.link), "a/b.svg is behind a link, and the editor writes through none."),
            (.notAFolder(.file), "a/b.svg needs a folder where a file is."),
            (.notAFile(.folder), "There is a folder in place of a/b.svg."),
            (.readOnly, "a/b.svg is read-only. Allow writing to it, then save again."),
            (.exists, "Meanwhile there is another file named a/b.svg. Save again."),
            (.changed, "a/b.svg changed meanwhile. Save again."),
            (.system(SystemError(28)), "a/b.svg: the disk is full. Make room, then save again."),
            (.system(SystemError(13)), "a/b.svg: permission is denied. Mend that, then save again."),
        ]
    )
    func saves(reason: OutputError.Reason, words: String) {
        #expect(OutputError(path: "a/b.svg", reason: reason).editorWords == words)
    }

    @Test(
        "say why a file can't be read",
        arguments: [
            (FileReadError.notFound, "The file is gone."),
            (.outside, "The file is a link that leads out of the workspace."),
            (.notAPlainFile(.socket), "There is a socket in place of the file."),
            (.tooLarge(limit: 262_144, size: nil), "The file is larger than 256 KB, and a portal’s may not be."),
            (.permissionDenied, "The file can’t be read: permission is denied."),
        ]
    )
    func reads(error: FileReadError, words: String) {
        #expect(error.editorWords == words)
    }

    @Test(
        "are read from what stands in place of a logo's path",
        arguments: [
            ("upload:ab", "ab", nil, nil), ("upload:ab,cd", "ab", "cd", nil), ("upload:", "", nil, nil),
            ("beside:ab:logos/a:b.svg", nil, "ab", "logos/a:b.svg"), ("beside:", nil, "", ""),
            ("logos/a.svg", nil, nil, "logos/a.svg"), ("", nil, nil, ""),
        ] as [(String, String?, String?, String?)]
    )
    func logos(text: String, logo: String?, raster: String?, path: String?) {
        switch WantedLogo(text) {
        case .dropped(let digest, let beside): #expect(digest == logo && beside == raster && path == nil)
        case .beside(let digest, let place): #expect(digest == raster && place == path && logo == nil)
        case .path(let place): #expect(place == path && logo == nil && raster == nil)
        }
    }
}

import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Rendering

@Suite struct `Built-in templates` {
    private static func files(_ ending: String = ".mustache") throws -> [String] {
        let folder = URL(fileURLWithPath: Repository.path("templates")).resolvingSymlinksInPath().path
        return try FolderContents.files(below: folder).filter { $0.hasSuffix(ending) }
    }

    private static func specimens() throws -> [TemplateSpecimen] {
        TemplateSpecimen.all(samples: [try RenderedPortal.sample()])
    }

    @Test func `are exactly the files of the folder, under names that differ`() throws {
        let names = try Self.files().map { String($0.split(separator: "/").last?.dropLast(".mustache".count) ?? "") }
        #expect(Set(names).count == names.count)
        #expect(names.sorted() == BuiltInTemplates.texts.keys.sorted())
    }

    @Test func `are embedded as they stand in the folder`() throws {
        for file in try Self.files() {
            let name = String(file.split(separator: "/").last?.dropLast(".mustache".count) ?? "")
            let text = try String(contentsOfFile: Repository.path("templates/\(file)"), encoding: .utf8)
            #expect(BuiltInTemplates.texts[name] == text, "\(file)")
        }
    }

    @Test func `stand beside scripts, embedded as they are and ended by nothing inside`() throws {
        var scripts = [
            "reviewer/board-script": BuiltInScripts.board,
            "reviewer/gallery-script": BuiltInScripts.gallery,
            "reviewer/live-gallery": String(decoding: PackageResources.live_gallery_js, as: UTF8.self),
            "reviewer/live-script": BuiltInScripts.live,
            "reviewer/live-worker": String(decoding: LiveShell.worker, as: UTF8.self),
            "sandbox/sandbox-script": BuiltInScripts.sandbox,
        ]
        for part in BuiltInScripts.editorParts {
            scripts["reviewer/\(part.name)"] = part.text
            #expect(BuiltInScripts.editor.contains(part.text))
        }
        #expect(try Self.files(".js") == scripts.keys.sorted().map { "\($0).js" })
        for (name, script) in scripts {
            #expect(
                try String(contentsOfFile: Repository.path("templates/\(name).js"), encoding: .utf8) == script
            )
            #expect(!script.lowercased().contains("</script") && !script.contains("<!--"))
            #expect(BuiltInTemplates.texts[name] == nil)
        }
    }

    @Test func `pass the check that overrides have to pass`() throws {
        let texts = BuiltInTemplates.texts
        for text in texts.values { _ = try TemplateShape.template(text) }
        let problems = TemplateCheck.problems(
            in: texts,
            overridden: Set(texts.keys),
            specimens: try Self.specimens()
        )
        #expect(problems.map { "\($0.template) \($0.message)" } == [])
    }

    @Test func `can each be overridden by their own text without a problem`() throws {
        let result = try Overrides(BuiltInTemplates.texts)
        #expect(result.problems == [])
        #expect(try result.preview() == Overrides([:]).preview())
    }

    @Test func `that are not read by swift-mustache say what it would make of them, and stand in no other`() throws {
        let constants = BuiltInTemplates.texts.filter { TemplateLibrary.isLongConstant($0.value) }
        #expect(constants.keys.contains("preview-style"))
        var diagnostics: [Diagnostic] = []
        let library = try TemplateLibrary(diagnostics: &diagnostics)
        for (name, text) in constants {
            // A tag that writes nothing has swift-mustache read the rest.
            let read = try Overrides([name: text + "{{! read }}"]).library
            #expect(library.render(name, TemplateContext()) == read.render(name, TemplateContext()), "\(name)")
            #expect(library.constant(name) != nil && read.constant(name) == nil)
        }
        let included = BuiltInTemplates.texts.values.flatMap { TemplateTags($0).tags }.filter { $0.kind == .partial }
        #expect(Set(included.map(\.name)).isDisjoint(with: constants.keys))
    }

    @Test func `use every key that Swift fills, so that none is there for nothing`() throws {
        for page in try TemplatePages.all() {
            #expect(page.unusedNames == [], "\(page.name)")
        }
    }

    @Test func `are all rendered: each is a page or a part of one`() throws {
        let roots = Set(try Self.specimens().map(\.template))
        let used = roots.union(TemplatePages.reachable(from: roots))
        #expect(Set(BuiltInTemplates.texts.keys).subtracting(used) == [])
    }
}

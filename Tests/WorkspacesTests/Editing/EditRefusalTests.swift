import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Workspaces

/// What is not certain is not done, and says where and why.
@Suite struct EditRefusalTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let before: String
        let change: FieldChange
        let words: String

        init(_ before: String, _ change: FieldChange, _ words: String) {
            self.before = before
            self.change = change
            self.words = words
        }

        var testDescription: String { words }
    }

    static let refusals: [Refusal] = [
        Refusal(
            "name: &n Acme\nslug: *n\n",
            .set("name", "B"),
            "a.yaml:1:7: name: the anchor '&n' stands in the way of a change; take it and its aliases ('*n') away, "
                + "or write \"B\" by hand"
        ),
        Refusal(
            "name: !!str 12\n",
            .set("name", "B"),
            "a.yaml:1:7: name: the tag '!!str' stands in the way of a change; take it away, or write \"B\" by hand"
        ),
        Refusal(
            "a: &c\n  primary: x\nb: *c\n",
            .set("b.primary", "y"),
            "a.yaml:3:4: b.primary: an alias ('*name') stands for the value, which is written elsewhere; "
                + "write \"y\" by hand"
        ),
        Refusal(
            "a: &c\n  primary: x\nb: *c\n",
            .remove("a.primary"),
            "a.yaml:1:4: a: the anchor '&c' stands in the way of a change of a.primary; "
                + "take it and its aliases ('*c') away first"
        ),
        Refusal(
            "a: &c x\nb: *c\n",
            .remove("a"),
            "a.yaml:1:4: a: the anchor '&c' stands in the way of a change; take it and its aliases ('*c') away, "
                + "or remove the field by hand"
        ),
        Refusal(
            "a:\n- 1 # one\n- 2\n",
            .set("a", .array([.number("1")])),
            "a.yaml:1:1: a: a comment stands within what would be replaced; write [1] by hand"
        ),
        Refusal(
            "a: [1]\n",
            .set("a.0", .number("2")),
            "a.yaml:1:5: a.0: 'a' is no mapping, and so has no members; write 2 by hand"
        ),
        Refusal(
            "? name\n: Acme\n",
            .set("slug", "s"),
            "a.yaml:1:1: slug: this layout cannot be changed for certain; write \"s\" by hand"
        ),
        Refusal(
            "- a\n",
            .set("slug", "s"),
            "a.yaml:1:1: slug: the file holds no mapping to write into; write \"s\" by hand"
        ),
        Refusal(
            "name: a\nname: b\n",
            .set("name", "c"),
            "a.yaml:2:1: name: 'name' already stands in line 1, which counts; delete one of them; mend this first"
        ),
        Refusal(
            "<<: {a: b}\n",
            .set("name", "c"),
            "a.yaml:1:1: merge keys ('<<') are not supported; write the keys out; mend this first"
        ),
        Refusal(
            "name: a\n---\nname: b\n",
            .set("name", "c"),
            "a.yaml:2:1: a second document begins here; keep one document and move the others to files of their own; "
                + "mend this first"
        ),
        Refusal(
            "name: a\n",
            .set("zzz", .number("1_000")),
            "a.yaml:1:1: zzz: the change would touch more than this field; write 1_000 by hand"
        ),
        Refusal(
            "name: a\n",
            .set("x-portico.notes", String(repeating: "x", count: 256 << 10)),
            "a.yaml:1:1: x-portico.notes: the file has 256.1 KB; a portal file has at most 256 KB; "
                + "write less into this field"
        ),
    ]

    @Test(arguments: refusals)
    func `what is not certain is refused with its place and what to do`(refusal: Refusal) {
        let error = #expect(throws: EditError.self) {
            try FileEditor(file: "a.yaml").edited(Array(refusal.before.utf8), with: [refusal.change])
        }
        #expect(error?.sentence == refusal.words)
    }

    @Test(arguments: [
        ("name: Acme\nfeatures: &f\n  orderCancel: true\n", "a.yaml:2:11: features: the anchor '&f'"),
        ("# a comment\nname: Acme\nslug: &n acme\nlabel: *n\n", ""),
        ("name: Acme\nslug: acme\nx-portico: {website: {name: Acme}, links: &t {orderCancel: 1}}\n", ""),
        (
            "name: |\n  Acme\n  billing\nfeatures: !!map\n  orderCancel: true\n",
            "a.yaml:4:11: features: the tag '!!map'"
        ),
    ])
    func `a place is that of the file as it was read, whatever was changed before`(before: String, words: String) {
        let steps: [FieldChange] = [
            .set("status", "inactive"), .set("name", "Acme of the many words"), .remove("slug"),
            .set("customization.colors.primary", "112233"), .set("name", .string("a\nb\n")),
        ]
        // An anchor is where it is, with any of the changes made before, and with none.
        let last: FieldChange =
            before.contains("links")
            ? .set("x-portico.links.orderCancel", .number("2"))
            : before.contains("&n") ? .set("slug", "other") : .set("features.orderCancel", .boolean(false))
        func place(after steps: [FieldChange]) -> SourcePosition? {
            do throws(EditError) {
                _ = try FileEditor(file: "a.yaml").edited(Array(before.utf8), with: steps + [last])
            } catch {
                #expect(error.change == last && error.sentence.hasPrefix(words))
                return error.place
            }
            return nil
        }
        let expected = place(after: [])
        #expect(expected != nil)
        for count in 1...steps.count {
            let steps = steps.prefix(count).filter { $0.path != last.path }
            #expect(place(after: Array(steps)) == expected, "\(count)")
        }
    }

    @Test func `a value deeper than a file may hold is refused`() {
        var value = Value.null
        for _ in 0..<2_000 { value = .array([value]) }
        let error = #expect(throws: EditError.self) {
            try FileEditor(file: "a.yaml").edited([], with: [.set("a", value)])
        }
        guard case .unfit? = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a refusal names no control characters`() {
        let error = #expect(throws: EditError.self) {
            try FileEditor(file: "a\u{1B}[31m.yaml")
                .edited(Array("[]".utf8), with: [.set(FieldPath(components: ["\u{1B}]0;x"]), to: .string("\u{7}"))])
        }
        #expect(error?.sentence.unicodeScalars.contains { $0.value < 0x20 } == false)
    }
}

import Testing

@testable import Rendering

@Suite struct `A page writer` {
    @Test(arguments: [0, 1, 5, 11, 12, 1000])
    func `gives what is written, however much was expected`(size: Int) {
        var times = 0
        let bytes = PageWriter.bytes(size) { page in
            times += 1
            page.append(text: "<p>")
            HTMLText.append("a & b", to: &page)
            page.append(bytes: [])
            page.append(bytes: Array("</p>".utf8))
        }
        #expect(String(decoding: bytes, as: UTF8.self) == "<p>a &amp; b</p>")
        #expect(times == (size < 16 ? 2 : 1))
    }

    @Test func `gives nothing where nothing is written`() {
        #expect(PageWriter.bytes(0) { _ in } == [])
    }
}

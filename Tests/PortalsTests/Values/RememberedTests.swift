import Portals
import Synchronization
import Testing

@Suite struct `What is remembered` {
    @Test func `is made once as long as there is room, and anew after that`() {
        let remembered = Remembered<Int, String>()
        let made = Mutex(0)
        func value(_ key: Int) -> String {
            remembered.value(for: key) {
                made.withLock { $0 += 1 }
                return "\(key)"
            }
        }
        for key in [1, 2, 1, 2] { #expect(value(key) == "\(key)") }
        #expect(made.withLock(\.self) == 2)
        for key in 0..<1000 { #expect(value(key) == "\(key)") }
        #expect(value(1) == "1")
        #expect(made.withLock(\.self) == 1001)
    }
}

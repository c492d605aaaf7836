/// Marks that stand in a rendered part where something is filled in, and are cut out again.
///
/// They are made of non-characters of Unicode, which no template may hold that is planned.
enum PlanSentinel {
    /// U+FDD1 to U+FDD4; a page never has U+FDD0 (`CharacterBoundaries`).
    private static let used: ClosedRange<UInt8> = 0x91...0x94
    private static let slotStart: UInt8 = 0x91
    private static let slotEnd: UInt8 = 0x92
    private static let partStart: UInt8 = 0x93
    private static let partEnd: UInt8 = 0x94

    /// What stands for a text: whether its `<` comes out escaped tells how the template writes it.
    static func slot(_ number: Int) -> String { mark(slotStart) + "\(number)<" + mark(slotEnd) }

    /// What stands for a partial: how far its second line is indented tells where it stands.
    static func part(_ number: Int) -> String { mark(partStart) + "\(number)\n" + mark(partEnd) }

    private static func mark(_ last: UInt8) -> String { String(decoding: NonCharacters.lead + [last], as: UTF8.self) }

    /// Whether a text holds what could be taken for a mark.
    static func isIn(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { NonCharacters.areIn($0, lastBytes: used) }
    }

    /// A piece of a rendered part.
    enum Piece: Hashable {
        case literal([UInt8])
        case slot(Int, isRaw: Bool)
        case part(Int, indentation: String)
    }

    /// Cuts a rendered part at its marks.
    static func pieces(of bytes: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        let lead = NonCharacters.lead
        var start = 0
        var index = 0
        while index + 2 < bytes.count {
            guard bytes[index] == lead[0], bytes[index + 1] == lead[1], used.contains(bytes[index + 2]) else {
                index += 1
                continue
            }
            if start < index { pieces.append(.literal(Array(bytes[start..<index]))) }
            let end = bytes[index + 2] == slotStart ? slotEnd : partEnd
            let inside = bytes[(index + 3)...].prefix { $0 != lead[0] }
            let number = inside.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            let rest = inside.dropFirst(number.count)
            let value = Int(String(decoding: number, as: UTF8.self)) ?? 0
            if end == slotEnd {
                pieces.append(.slot(value, isRaw: rest.elementsEqual([UInt8(ascii: "<")])))
            } else {
                pieces.append(.part(value, indentation: String(decoding: rest.dropFirst(), as: UTF8.self)))
            }
            index += 3 + inside.count + 3
            start = index
        }
        if start < bytes.count { pieces.append(.literal(Array(bytes[start...]))) }
        return pieces
    }
}

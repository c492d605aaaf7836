import AdvancedBillingAPI
import CustomerAccess
import Foundation
import Testing

@Suite struct `A list of customers` {
    private func list(_ csv: String) throws -> CustomerList { try CustomerList(csv: Data(csv.utf8)) }

    private func names(_ list: CustomerList) -> [String] { list.rows.map { "\($0.line) \($0.name)" } }

    private func problems(_ list: CustomerList) -> [String] { list.problems.map { "\($0.line) \($0.reason)" } }

    @Test(arguments: [
        "id\n7\n8\n", "ID\r\n7\r\n8", "\u{FEFF}customer_id,name\n7,x\n8,y\n", "name;Customer_Id\n\"a;b\";7\n;8\n",
        "\"id\"\n\"7\"\n8\n", " id \n 7\n8 \n",
    ])
    func `is read with its columns wherever they stand`(_ csv: String) throws {
        let list = try list(csv)
        #expect(names(list) == ["2 7", "3 8"] && list.problems == [])
    }

    @Test func `takes of a row what is filled in`() throws {
        let list = try list("email,reference,id\na@b.example,r,1\na@b.example,\"r,\"\"2\"\"\",\nA@b.example,,\n,,\nx\n")
        #expect(names(list) == ["2 1", "3 ref:r,\"2\"", "4 email:A@b.example", "6 email:x"])
        #expect(problems(list) == ["5 it names no customer"])
    }

    @Test func `counts lines also through quotes, and goes on behind what is wrong`() throws {
        let csv = "id,note\n1,\"two\r\nlines\"\n\nx,\n-3,\n2,\"a\"b\n3,\n1,again\n4,\"never closed\n5,\n"
        let list = try list(csv)
        #expect(names(list) == ["2 1", "8 3", "9 1"])
        #expect(
            problems(list) == [
                "5 its id is no positive whole number", "6 its id is no positive whole number",
                "7 a quote stands where none may stand",
                "10 a quote is opened and never closed, so that all from here on is left out",
            ]
        )
    }

    @Test func `goes on in the line behind one that opens a quote, though a later one closes it`() throws {
        let list = try list("id,note\n4,\"never closed\n5,x\n6,\"fine\"\n")
        #expect(names(list) == ["3 5", "4 6"])
        #expect(problems(list) == ["2 a quote stands where none may stand"])
    }

    @Test func `of nothing but wrong quotes is given up`() throws {
        let list = try list("id\n" + String(repeating: "a\"b\n", count: 5000) + "7\n")
        #expect(list.rows == [] && list.problems.count == 100)
        let words = "a quote stands where none may stand, like many before, so that all from here on is left out"
        #expect(problems(list).last == "101 \(words)")
    }

    @Test func `goes on behind a wrong quote below 100,000 rows`() throws {
        let list = try list("id\n" + (1...100_000).map { "\($0)\n" }.joined() + "a\"b\n7\n")
        #expect(list.rows.count == 100_001 && list.rows.last?.line == 100_003)
        #expect(problems(list) == ["100002 a quote stands where none may stand"])
    }

    @Test func `names a row that is not UTF-8`() throws {
        let list = try CustomerList(csv: Data("reference\nb".utf8) + [0xFC] + Data("\ngood\n".utf8))
        #expect(names(list) == ["3 ref:good"] && problems(list) == ["2 it is not UTF-8"])
    }

    @Test(arguments: [
        ("", CustomerList.Refusal.empty), ("\n\n", .empty), ("name,Mail\n1,2\n", .columns(["name", "Mail"])),
        ("id,customer_id\n", .columns(["id", "customer_id"])),
        ("\"id\n1\n", .unreadable("a quote is opened and never closed, so that all from here on is left out")),
    ])
    func `without columns is refused`(_ csv: String, _ refusal: CustomerList.Refusal) {
        #expect(throws: refusal) { try list(csv) }
    }

    @Test func `of 100,000 rows is read`() throws {
        let list = try list("id\n" + (1...100_000).map { "\($0)\r\n" }.joined())
        #expect(list.rows.count == 100_000 && list.rows.last?.line == 100_001)
    }
}

import Foundation
import Portals
import RebillyAPI
import TestSupport
import Testing
import Transport

@Suite struct ContractExampleTests {
    @Test(arguments: try ContractExample.names(of: "rebilly"))
    func `each example is decoded and encoded without loss`(name: String) throws {
        let data = try ContractExample.data(name)
        let value = try Value(json: data)
        let original = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) as? NSObject
        let encoded = try JSONSerialization.jsonObject(with: value.json, options: .fragmentsAllowed) as? NSObject
        #expect(original == encoded)
        #expect(try Value(json: value.json) == value)
    }

    @Test func `a portal keeps every member, known or not`() throws {
        var members = try Operation.members("rebilly/portal-updated")
        members["loyalty"] = .object(ValueObject([("tier", .number("1.5")), ("since", .null)]))
        members["status"] = .string("paused")
        let portal = Portal(id: try PortalID("portal-main"), body: members)
        #expect(portal.body == members)
        #expect(!portal.allows(.orderCancel))
        #expect(portal.primary == HexColor("c81e5b"))
        // What a later version of the service may say is sent back as it came.
        #expect(portal.requestBody["loyalty"] == members["loyalty"])
        #expect(portal.requestBody["status"] == .string("paused"))
    }

    @Test func `what was read is what is sent`() throws {
        let portal = Portal(
            id: try PortalID("portal-main"),
            body: try Operation.members("rebilly/portal-updated")
        )
        #expect(portal.requestBody == (try Operation.members("rebilly/portal-update-request")))
    }

    @Test func `a file is read`() throws {
        let members = try Operation.members("rebilly/file-created")
        let file = try #require(StoredFile(members))
        #expect(file.members == members)
        #expect(file.id.description == Operation.file)
        #expect(file.name == "logo.png")
        #expect(file.nameExtension == "png")
        #expect(file.fileDescription == "Acme logo")
        #expect(file.sourceType == "upload")
        #expect(file.tags == [])
        #expect(file.mediaType == "image/png")
        #expect(file.byteCount == 68)
        #expect(file.width == 1 && file.height == 1)
        #expect(file.sha1 == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
        #expect(file.isPublic == false)
        #expect(file.created?.date == Date(timeIntervalSince1970: 1_769_851_200))
        #expect(
            file.metadata
                == FileMetadata(name: "logo.png", nameExtension: "png", description: "Acme logo", sourceType: "upload")
        )
    }

    @Test(arguments: ["description", "sourceType", "tags", "isPublic"])
    func `metadata that an answer does not have are not made up`(key: String) throws {
        var members = try Operation.members("rebilly/file-created")
        members[key] = nil
        #expect(try #require(StoredFile(members)).metadata == nil)
        let sparse = try #require(StoredFile(ValueObject([("id", .string("file_1")), ("name", .string("a"))])))
        #expect(sparse.isPublic == nil && sparse.tags == nil && sparse.metadata == nil)
    }

    @Test func `a website and a domain are read`() throws {
        let website = try #require(Website(try Operation.members("rebilly/website")))
        #expect(website.id.description == Operation.website)
        #expect(website.name == "Acme" && website.url == "https://acme.example")
        #expect(website.serviceEmail == "help@acme.example" && website.servicePhone == "+1 555 0100")
        #expect(website.logoID == nil)
        #expect(website.updated?.date == website.created?.date)
        let domain = try #require(CustomDomain(try Operation.members("rebilly/custom-domain")))
        #expect(domain.domain.description == "billing.acme.example")
        #expect(domain.isVerified)
        #expect(domain.updated?.date == Date(timeIntervalSince1970: 1_769_850_900.25))
    }
}

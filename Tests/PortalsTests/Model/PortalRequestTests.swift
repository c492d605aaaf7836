import Foundation
import Portals
import Testing

@Suite struct PortalRequestTests {
    private static func request(of text: String) throws -> String {
        let body = try #require(try Value(json: Data(text.utf8)).object)
        let request = Portal(id: try PortalID("x"), body: body).requestBody
        return Value.object(request).prettyJSON.filter { !$0.isWhitespace }
    }

    @Test(arguments: [
        // Read-only members and Portico's own are not sent.
        (
            ##"{"id":"x","name":"n","createdTime":"t","updatedTime":"t","_links":[],"x-portico":{"logo":"l"}}"##,
            ##"{"name":"n"}"##
        ),
        // Colours take the one form of the service; what is no colour is the service's to refuse.
        (
            ##"{"customization":{"colors":{"primary":"#0044D4","secondary":"04d"}}}"##,
            ##"{"customization":{"colors":{"primary":"0044d4","secondary":"0044dd"}}}"##
        ),
        (
            ##"{"customization":{"colors":{"primary":"red","secondary":null,"tertiary":"#FFF"}}}"##,
            ##"{"customization":{"colors":{"primary":"red","secondary":null,"tertiary":"#FFF"}}}"##
        ),
        // An empty link is none.
        (
            ##"{"customization":{"links":{"termsOfService":"","privacyPolicy":null,"refundPolicy":"https://x.example"}}}"##,
            ##"{"customization":{"links":{"termsOfService":null,"privacyPolicy":null,"refundPolicy":"https://x.example"}}}"##
        ),
        // Everything else stays, in its order.
        (
            ##"{"zebra":{"id":1},"features":{"future":false},"name":7}"##,
            ##"{"zebra":{"id":1},"features":{"future":false},"name":7}"##
        ),
        (##"{}"##, ##"{}"##),
    ])
    func `what is sent of a portal`(body: String, expected: String) throws {
        #expect(try Self.request(of: body) == expected)
    }
}

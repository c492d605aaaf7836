import Diagnostics
import Foundation
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport

@testable import Workspaces

@Suite struct TargetChoiceTests {
    private static let url = TargetChoice.baseURLVariable
    private static let organization = TargetChoice.organizationVariable

    /// The settings of a workspace whose environment `test` publishes somewhere.
    private func settings(server: String? = "sandbox", organization: String? = "org_file") -> Settings {
        var settings = Settings()
        settings.environment = "test"
        settings.rebilly["test"] = Settings.RebillySettings(server: server, organizationID: organization)
        return settings
    }

    private func address(
        _ settings: Settings,
        _ variables: [String: String] = [:],
        baseURL: String? = nil,
        organization: String? = nil
    ) throws(TargetChoice.Failure) -> String {
        try TargetChoice(baseURL: baseURL, organization: organization, variables: variables).target(settings).address
    }

    @Test func `a flag counts before a variable, and a variable before the settings`() throws {
        let settings = settings()
        let variables = [Self.url: "https://variable.example", Self.organization: "org_variable"]
        #expect(try address(settings) == "https://api-sandbox.rebilly.com/organizations/org_file")
        #expect(try address(settings, variables) == "https://variable.example/organizations/org_variable")
        let flags = try address(settings, variables, baseURL: "https://flag.example", organization: "org_flag")
        #expect(flags == "https://flag.example/organizations/org_flag")
        // Each for itself.
        #expect(
            try address(settings, [Self.organization: "org_variable"])
                == "https://api-sandbox.rebilly.com/organizations/org_variable"
        )
        #expect(try address(settings, baseURL: "https://flag.example") == "https://flag.example/organizations/org_file")
        // A variable that is empty is not set.
        #expect(
            try address(settings, [Self.url: "", Self.organization: ""])
                == "https://api-sandbox.rebilly.com/organizations/org_file"
        )
    }

    @Test func `an organization in the address has to agree with the one that is given`() throws {
        var bare = Settings()
        let address = "http://127.0.0.1:4010/organizations/org_a"
        #expect(try self.address(bare, [Self.url: address]) == address)
        #expect(try self.address(bare, [Self.url: address + "/"]) == address)
        #expect(try self.address(bare, baseURL: address, organization: "org_a") == address)
        #expect(throws: TargetChoice.Failure.address(.organizationDiffers)) {
            try self.address(bare, baseURL: address, organization: "org_b")
        }
        #expect(throws: TargetChoice.Failure.address(.organizationDiffers)) {
            try self.address(settings(), [Self.url: address])
        }
        #expect(throws: TargetChoice.Failure.noOrganization) {
            try self.address(bare, [Self.url: "http://127.0.0.1:4010"])
        }
        #expect(throws: TargetChoice.Failure.noServer(environment: nil)) { try self.address(bare) }
        bare.environment = "test"
        #expect(throws: TargetChoice.Failure.noServer(environment: "test")) { try self.address(bare) }
        #expect(throws: TargetChoice.Failure.noOrganization) {
            try self.address(settings(organization: nil))
        }
    }

    @Test func `live and test hosts are known from all others`() throws {
        func kind(_ settings: Settings, baseURL: String? = nil) throws -> PublishTarget.Kind {
            try TargetChoice(baseURL: baseURL, variables: [:]).target(settings).kind
        }
        #expect(try kind(settings(server: "live")) == .live)
        #expect(try kind(settings()) == .sandbox)
        #expect(try kind(settings(), baseURL: "https://api.rebilly.com") == .live)
        #expect(try kind(settings(), baseURL: "https://api.rebilly.com.evil.example") == .other)
        #expect(try kind(settings(), baseURL: "http://localhost:4010") == .other)
    }

    private static let addresses: [(String, BaseURL.Refusal?)] = [
        ("http://127.0.0.1:4010", nil), ("http://localhost", nil), ("http://[::1]:80", nil), ("HTTP://127.9.9.9", nil),
        ("https://any.example", nil), ("http://any.example", .insecure), ("http://127.0.0.1.any.example", .insecure),
        ("http://localhost.any.example", .insecure), ("http://0.0.0.0", .insecure), ("http://2130706433", .insecure),
        ("ftp://any.example", .insecure), ("https://user@any.example", .credentials),
        ("https://127.0.0.1@any.example", .credentials), ("https://any.example?key=x", .query),
        ("https://any.example#x", .query), ("any.example", .malformed), ("https://", .malformed),
        ("https://any.example\\@evil.example", .malformed), ("https://any.example\n", .malformed), ("", nil),
    ]

    @Test(arguments: addresses.indices)
    func `a key goes to https, or to this machine`(index: Int) {
        let (text, refusal) = Self.addresses[index]
        do throws(TargetChoice.Failure) {
            _ = try address(settings(organization: "org_file"), [Self.url: text])
            #expect(refusal == nil)
        } catch {
            #expect(refusal.map { .address(.address($0)) } == error)
        }
    }

    // MARK: Variables in the settings

    private static let variables = [
        "PORTICO_LIVE_ORGANIZATION_ID": "org_live", "PORTICO_EMPTY": "", "PORTICO_A": "a", "PORTICO_B": "b",
        "PORTICO_REBILLY_API_KEY": "secret-key", "PORTICO_FOO_KEY_FILE": "/secret", "PATH": "/bin", "HOME": "/root",
        "PORTICO_NESTED": "${HOME}", "PORTICO_${A": "x",
    ]

    private static let expansions: [(String, String)] = [
        ("${PORTICO_LIVE_ORGANIZATION_ID}", "org_live"), ("org_${PORTICO_A}-${PORTICO_B}", "org_a-b"),
        ("${PORTICO_A}${PORTICO_A}", "aa"),
    ]

    @Test(arguments: expansions)
    func `the settings may name variables that are meant for them`(text: String, organization: String) throws {
        let target = try TargetChoice(variables: Self.variables).target(settings(organization: text))
        #expect(target.account.organization.description == organization)
    }

    private static let refusals: [(String, TargetChoice.Failure)] = [
        ("${PORTICO_REBILLY_API_KEY}", .variableRefused("PORTICO_REBILLY_API_KEY")),
        ("${PORTICO_FOO_KEY_FILE}", .variableRefused("PORTICO_FOO_KEY_FILE")),
        ("x${PATH}", .variableRefused("PATH")), ("${HOME}", .variableRefused("HOME")),
        ("${portico_a}", .variableRefused("portico_a")), ("${ PORTICO_A}", .variableRefused(" PORTICO_A")),
        ("${PORTICO_A:-x}", .variableRefused("PORTICO_A:-x")), ("${}", .variableRefused("")),
        ("${PORTICO_${A}}", .variableRefused("PORTICO_${A")),
        ("${PORTICO_UNSET}", .variableMissing("PORTICO_UNSET")),
        ("${PORTICO_EMPTY}", .variableMissing("PORTICO_EMPTY")),
        // What is put in is not looked at again, and no organization looks like this.
        ("${PORTICO_NESTED}", .invalidOrganization("${HOME}")),
        ("${PORTICO_A", .invalidOrganization("${PORTICO_A")), ("$PORTICO_A", .invalidOrganization("$PORTICO_A")),
        ("$(id)", .invalidOrganization("$(id)")), ("a/../b", .invalidOrganization("a/../b")),
    ]

    @Test(arguments: refusals.indices)
    func `the settings can read no other variable, and no key`(index: Int) {
        let (text, failure) = Self.refusals[index]
        #expect(throws: failure) {
            try TargetChoice(variables: Self.variables).target(settings(organization: text))
        }
    }

    private static let hosts = [
        "https://evil.example", "evil.example", "${PORTICO_A}", "http://127.0.0.1:1", "LIVE", "live.evil.example", "",
    ]

    @Test(arguments: hosts)
    func `a workspace can't name a host of its own`(server: String) throws {
        let folder = try TemporaryFolder()
        let text =
            "environment: test\nenvironments:\n  test:\n    rebilly: {server: \"\(server)\", organizationId: org_a}\n"
        try folder.write(text, to: "portico.yaml")
        let workspace = try OpenedWorkspace(at: folder.path, environment: nil, usesOverrides: true)
        #expect(workspace.diagnostics.contains { $0.severity == .error })
        // Even a caller that goes on reaches documented hosts alone.
        let target = try? TargetChoice(variables: Self.variables).target(workspace.settings)
        #expect(target == nil || target?.kind == .sandbox)
    }

    @Test func `no other key of the settings is taken for an address`() throws {
        let folder = try TemporaryFolder()
        let text = """
            environment: test
            environments:
              test:
                rebilly: {server: live, organizationId: org_a, baseURL: "https://evil.example", apiKey: x}

            """
        try folder.write(text, to: "portico.yaml")
        let workspace = try OpenedWorkspace(at: folder.path, environment: nil, usesOverrides: true)
        #expect(workspace.diagnostics.count { $0.severity == .error } == 2)
    }
}

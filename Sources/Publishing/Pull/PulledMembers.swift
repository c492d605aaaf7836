import Portals
import RebillyAPI

/// What the file of a portal holds that was pulled as it is.
enum PulledMembers {
    /// Returns the members of a new portal file, without an id.
    ///
    /// - Parameters:
    ///   - portal: The portal as the service holds it.
    ///   - logo: The path of its logo in the workspace; `nil` leaves the logo's id in the file.
    ///   - remote: What the service holds besides.
    /// - Returns: The members, Portico's own last.
    static func members(of portal: Portal, logo: String?, _ remote: RemoteState) -> ValueObject {
        var members = portal.requestBody
        var own = ValueObject()
        if let logo {
            own["logo"] = .string(logo)
            members = members.removingLogoID
        }
        let website = WebsiteMembers(remote.websites?[portal.websiteID]).members
        if !website.isEmpty {
            own["website"] = .object(ValueObject(website.map { ($0.path.key, .string($0.text)) }))
        }
        if !own.members.isEmpty { members[Portal.extensionKey] = .object(own) }
        return members
    }
}

extension ValueObject {
    /// The body without the logo's id, which follows from the logo's file.
    fileprivate var removingLogoID: ValueObject {
        guard var customization = self["customization"]?.object else { return self }
        customization["logoId"] = nil
        var body = self
        body["customization"] = customization.members.isEmpty ? nil : .object(customization)
        return body
    }
}

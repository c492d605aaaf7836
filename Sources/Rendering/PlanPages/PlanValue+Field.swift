import Diagnostics
package import Portals

extension PlanValue {
    /// A value of a field as people see it: colours in colour, links as links, switches in words.
    ///
    /// - Parameters:
    ///   - value: The value; `nil` if the field is not there.
    ///   - field: The field; `nil` if the table does not know it.
    package init(_ value: Value?, of field: Field?) {
        guard let value else {
            self = .text("Not there")
            return
        }
        self =
            switch (field?.customerView, value) {
            case (.ability?, .boolean(let isOn)): .text(isOn ? "Customers can" : "Customers can’t")
            case (.paint?, .string(let text)): HexColor(text) == nil ? .code(text) : .color(text.lowercased())
            case (.footerLink?, .null): .text("Not set")
            case (.footerLink?, .string(let text)): Self.link(text)
            case (.opening?, .string(let text)):
                .text(text == "active" ? "Active" : text == "inactive" ? "Inactive" : text)
            case (.unseen?, .string(let text)): .text(text)
            case (.some, .null): .text("None")
            case (_, .string(let text)): .code(text)
            case (_, .null): .code("none")
            case (_, .boolean(let flag)): .code(flag ? "true" : "false")
            case (_, .number(let text)): .code(text)
            default: .code(value.prettyJSON.displayText)
            }
    }

    private static func link(_ text: String) -> PlanValue {
        guard let link = try? Link(text) else { return .code(text) }
        return .link(href: link.description, host: link.host, rest: link.rest == "/" ? "" : link.rest)
    }
}

package import Portals

extension FieldTable {
    /// The keys of `sample/customer.yaml`: what is left out stays as in the built-in sample, a list replaces the
    /// built-in list.
    package static let sample = FieldTable(
        [Field("customer", .object, label: "Customer", meaning: "Who is signed in")]
            + [
                "name", "firstName", "email", "company", "street", "apartment", "city", "region", "regionCode",
                "postalCode", "country",
            ].map {
                Field("customer.\($0)", .text(.free), allowsNull: true, label: $0, meaning: "Part of the customer")
            }
            + [
                Field("tax", .object, label: "Tax", meaning: "The tax on every order and invoice"),
                Field("tax.name", .text(.free), label: "Name", meaning: "The tax's name"),
                Field("tax.rate", .text(.amount), label: "Rate", meaning: "The tax's rate in per cent"),
                Field("orders", .list(order), label: "Orders", meaning: "All orders, newest first"),
                Field("instruments", .list(instrument), label: "Instruments", meaning: "All payment instruments"),
                Field("invoices", .list(invoice), label: "Invoices", meaning: "All invoices, newest first"),
            ]
    )

    private static let item = FieldTable([
        Field("name", .text(.free), isRequired: true, label: "Name", meaning: "What is ordered"),
        Field("note", .text(.free), label: "Note", meaning: "A second line"),
        Field("quantity", .text(.count), label: "Quantity", meaning: "How many; 1 unless given"),
        Field("unit", .text(.free), label: "Unit", meaning: "What is counted, in the plural"),
        Field("price", .text(.amount), isRequired: true, label: "Price", meaning: "The price of one"),
    ])

    private static let order = FieldTable([
        Field("number", .text(.free), isRequired: true, label: "Number", meaning: "The order's number"),
        Field("name", .text(.free), isRequired: true, label: "Name", meaning: "The order's name"),
        Field("summary", .text(.free), label: "Summary", meaning: "A second line in lists"),
        Field(
            "status",
            .choice(Sample.Order.Status.allCases.map(\.rawValue)),
            label: "Status",
            meaning: "active unless given"
        ),
        Field(
            "interval",
            .choice(Sample.Order.Interval.allCases.map(\.rawValue)),
            label: "Interval",
            meaning: "month unless given"
        ),
        Field("since", .text(.day), label: "Since", meaning: "When it began"),
        Field("periodStart", .text(.day), label: "Period start", meaning: "When the current period began"),
        Field("periodEnd", .text(.day), label: "Period end", meaning: "The last day that is paid for"),
        Field("items", .list(item), label: "Items", meaning: "What is ordered"),
    ])

    private static let instrument = FieldTable([
        Field(
            "kind",
            .choice(Sample.Instrument.Kind.allCases.map(\.rawValue)),
            label: "Kind",
            meaning: "card unless given"
        ),
        Field("brand", .text(.free), isRequired: true, label: "Brand", meaning: "The card's brand or the bank's name"),
        Field("lastFour", .text(.free), isRequired: true, label: "Last four", meaning: "The last four digits"),
        Field("expires", .text(.month), label: "Expires", meaning: "The month in which a card expires"),
        Field("default", .boolean, label: "Default", meaning: "Whether it pays for orders"),
        Field("added", .text(.day), label: "Added", meaning: "When it was added"),
    ])

    private static let invoice = FieldTable([
        Field("number", .text(.free), isRequired: true, label: "Number", meaning: "The invoice's number"),
        Field("subject", .text(.free), label: "Subject", meaning: "What it is for"),
        Field(
            "status",
            .choice(Sample.Invoice.Status.allCases.map(\.rawValue)),
            label: "Status",
            meaning: "paid unless given"
        ),
        Field("issued", .text(.day), label: "Issued", meaning: "When it was issued"),
        Field("due", .text(.day), label: "Due", meaning: "When it is due"),
        Field("order", .text(.free), label: "Order", meaning: "The number of its order"),
        Field("items", .list(item), label: "Items", meaning: "What is billed"),
    ])
}

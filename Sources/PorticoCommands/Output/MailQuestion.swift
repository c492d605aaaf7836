#if Networking
import AdvancedBillingAPI
import CustomerAccess
import Diagnostics

/// The question before mails go to customers.
struct MailQuestion {
    /// What is sent, with its article.
    let mail: String
    /// Who can be asked.
    let questions: Questions

    /// Whether somebody will be asked, so that it pays to find out who the customers are.
    var isOpen: Bool { !questions.isAgreed && questions.canAsk }

    /// Asks.
    ///
    /// - Parameter customers: Who would get it.
    /// - Throws: `CommandFailure` if the answer is no, or nobody can be asked.
    func ask(_ customers: [CustomerName]) throws(CommandFailure) {
        try ask(about: customers.count == 1 ? "customer \(customers[0])" : "\(customers.count) customers")
    }

    /// Asks, with the names and addresses of the customers: a number that was mistyped is another person's.
    ///
    /// - Parameters:
    ///   - customers: Who would get it.
    ///   - desk: What knows them.
    /// - Throws: `CommandFailure` if the answer is no.
    func ask(_ customers: [CustomerName], at desk: AccessDesk) async throws(CommandFailure) {
        var people: [String] = []
        for customer in customers {
            // Who cannot be found is told of in its turn.
            people.append((try? await desk.details(of: customer)).map(Self.words) ?? "\(customer)")
        }
        try ask(about: people.joined(separator: ", "))
    }

    private func ask(about whom: String) throws(CommandFailure) {
        guard try questions.agrees(to: "Send \(mail) to \(whom)?".displayText) else {
            throw CommandFailure("nothing was sent")
        }
    }

    private static func words(_ customer: Customer) -> String {
        let name = [customer.firstName, customer.lastName].compactMap(\.self).joined(separator: " ")
        return "customer \(customer.id), \(name)\(customer.email.map { " <\($0)>" } ?? "")"
    }
}
#endif

package import HTTPTypes

extension HTTPFields {
    /// Returns what a header counts; `nil` if there is none, or one that nothing can be counted with.
    package func count(_ name: HTTPField.Name) -> Int? {
        // Nine digits overflow in no sum.
        self[name].flatMap { $0.wholeMatch(of: /[0-9]{1,9}/) != nil ? Int($0) : nil }
    }
}

extension ValueObject {
    /// The text of a member; `nil` if it is missing, null or no text.
    package func text(_ key: String) -> String? { self[key]?.string }

    /// The truth value of a member; `nil` if it is missing, null or no truth value.
    package func flag(_ key: String) -> Bool? { self[key]?.boolean }

    /// The whole number of a member; `nil` if it is missing, null or no whole number.
    package func integer(_ key: String) -> Int? { self[key]?.number.flatMap { Int($0) } }
}

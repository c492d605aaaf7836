import Portals

/// What customers may do: features as bits, in the order in which `Feature` lists them.
struct FeatureSet: Sendable, Hashable {
    static let count = UInt8(Feature.allCases.count)
    let bits: UInt8

    init(bits: UInt8) {
        self.bits = bits
    }

    init(_ features: [Feature]) {
        bits = Feature.allCases.enumerated().reduce(0) { bits, feature in
            features.contains(feature.element) ? bits | UInt8(1 << feature.offset) : bits
        }
    }

    func contains(_ feature: Feature) -> Bool {
        Feature.allCases.firstIndex(of: feature).map { bits & 1 << $0 != 0 } ?? false
    }
}

package import Foundation
import Portals

extension Lock {
    private static let version = "1"

    /// The lock as it is written: ordered by bytes, so that the same content has the same text.
    package var json: String {
        let targets = targets.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        let root = ValueObject([
            ("version", .number(Self.version)),
            ("targets", .object(ValueObject(targets.map { ($0.key, $0.value.value) }))),
        ])
        return Value.object(root).prettyJSON + "\n"
    }

    /// Reads a lock.
    ///
    /// - Parameter json: The content of the file.
    /// - Throws: `LockError.Reason`: it is no JSON, no lock, or of a later version.
    package init(json: Data) throws(LockError.Reason) {
        guard let value = try? Value(json: json) else { throw .noJSON }
        guard let root = value.object else { throw .noLock("it holds no object") }
        guard root["version"]?.number == Self.version else {
            throw root["version"]?.number == nil ? .noLock("it has no version") : .laterVersion
        }
        for member in try Self.members(of: root, "targets") {
            guard let target = member.value.object else { throw .noLock("a target is no object") }
            self[member.key] = try Target(target)
        }
    }

    /// The members of an object that may be missing; something else in its place is never taken for an empty one.
    fileprivate static func members(of object: ValueObject, _ key: String) throws(LockError.Reason)
        -> [ValueObject.Member]
    {
        guard let value = object[key] else { return [] }
        guard let members = value.object?.members else { throw .noLock("'\(key)' is no object") }
        return members
    }
}

extension Lock.Target {
    fileprivate var value: Value {
        let portals = portals.sorted { $0.key < $1.key }
        var object = ValueObject([
            ("portals", .object(ValueObject(portals.map { ($0.key.description, $0.value.value) }))),
            ("logos", .object(Self.texts(logos))),
        ])
        let websites = websites.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        if !sending.isEmpty {
            let digests = sending.sorted { $0.key < $1.key }.map { ($0.key.description, Value.string($0.value)) }
            object["sending"] = .object(ValueObject(digests))
        }
        if !websites.isEmpty {
            object["websites"] = .object(ValueObject(websites.map { ($0.key, .object(Self.texts($0.value))) }))
        }
        return .object(object)
    }

    private static func texts(_ texts: [String: String]) -> ValueObject {
        ValueObject(texts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
    }

    fileprivate init(_ object: ValueObject) throws(LockError.Reason) {
        self.init()
        for member in try Lock.members(of: object, "portals") {
            guard let id = try? PortalID(member.key) else { throw .noLock("'\(member.key)' is no id of a portal") }
            guard let seen = member.value.object.flatMap(Lock.SeenPortal.init) else {
                throw .noLock("what it says of \(id) is no portal")
            }
            note(id, seen)
        }
        for member in try Lock.members(of: object, "sending") {
            guard let id = try? PortalID(member.key), let digest = member.value.string else {
                throw .noLock("what it says of '\(member.key)', which was being sent, is no digest")
            }
            sending[id] = digest
        }
        for member in try Lock.members(of: object, "logos") {
            guard let id = member.value.string else { throw .noLock("what it says of a logo is no id") }
            logos[member.key] = id
        }
        for member in try Lock.members(of: object, "websites") {
            guard let website = member.value.object else { throw .noLock("what it says of a website is no object") }
            for text in website.members { websites[member.key, default: [:]][text.key] = text.value.string }
        }
    }
}

extension Lock.SeenPortal {
    private static let body = "seen"
    private static let unkept = "unkept"

    fileprivate var value: Value {
        var object = ValueObject([(Self.body, .object(body))])
        if !unkept.isEmpty {
            object[Self.unkept] = .array(unkept.map { .array($0.components.map { .string($0) }) })
        }
        return .object(object)
    }

    fileprivate init?(_ object: ValueObject) {
        guard let body = object[Self.body]?.object else { return nil }
        let paths = object[Self.unkept]?.array ?? []
        self.init(
            body: body,
            unkept: paths.map { FieldPath(components: ($0.array ?? []).compactMap(\.string)) }
                .filter { !$0.components.isEmpty }
        )
    }
}

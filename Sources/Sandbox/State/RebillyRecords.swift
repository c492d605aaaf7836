import Foundation
import GRDB

/// A portal as it is kept: what is looked up by in columns, the rest as JSON, which holds every text unharmed.
struct PortalRecord: Sendable, Codable, Equatable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "portal"

    var id: String
    var slug: String
    var createdTime: Int
    var updatedTime: Int
    var content: PortalContent
}

/// The members of a portal that its owner chooses (rebilly.md, 3.1), apart from the slug.
struct PortalContent: Sendable, Codable, Equatable {
    var websiteId: String
    var name: String
    var customDomain: String?
    var status: String
    /// The switches by their names.
    var features: [String: Bool]
    var logoId: String?
    var primary: String
    var secondary: String
    /// The links that are there, by their names.
    var links: [String: String]
}

/// A file's metadata (rebilly.md, 7.1).
struct FileRecord: Sendable, Codable, Equatable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "file"

    var id: String
    var createdTime: Int
    var updatedTime: Int
    var sha1: String
    var content: FileContent
}

/// The members of a file that are no column.
struct FileContent: Sendable, Codable, Equatable {
    var name: String
    var fileExtension: String
    var description = ""
    var sourceType: String?
    var tags: [String] = []
    var mime: String
    var size: Int
    var width: Int?
    var height: Int?
    var isPublic = false
}

/// A file's bytes, apart from the metadata, so that lists don't read them.
struct FileBytes: Sendable, Codable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "fileBytes"

    var id: String
    var bytes: Data
}

/// A website (rebilly.md, 8).
struct WebsiteRecord: Sendable, Codable, Equatable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "website"

    var id: String
    var createdTime: Int
    var updatedTime: Int
    var content: WebsiteContent
}

/// The members of a website that are no column.
struct WebsiteContent: Sendable, Codable, Equatable {
    var name: String
    var url: String
    var servicePhone: String
    var serviceEmail: String
    var logoId: String?
}

/// A custom domain (rebilly.md, 9).
struct DomainRecord: Sendable, Codable, Equatable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "customDomain"

    var domain: String
    var isVerified: Bool
    var createdTime: Int
    var updatedTime: Int
}

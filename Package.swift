// swift-tools-version: 6.2

import PackageDescription

/// The settings of every Swift target: language mode 6 and the upcoming features that make imports and
/// isolation explicit.
let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// What rendering alone does without: `make preview` neither fetches nor builds it, because clients and servers take
/// minutes.
let networking: TargetDependencyCondition? = .when(traits: ["Networking"])

// Only linked: its malloc, in the place of the C library's, takes 7 % off the processor time of a render. Not with its
// static library, whose malloc Swift's linker options hide from the C library: what that allocates nobody could free.
let otherMalloc: [Target.Dependency] =
    Context.environment["PORTICO_MALLOC"] == "system"
    ? [] : [.target(name: "CJemalloc", condition: .when(platforms: [.linux]))]

let package = Package(
    name: "portico",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "portico", targets: ["portico"]),
        .library(name: "Rendering", targets: ["Rendering"]),
        .library(name: "Portals", targets: ["Portals"]),
        .library(name: "RebillyAPI", targets: ["RebillyAPI", "Transport"]),
        .library(name: "AdvancedBillingAPI", targets: ["AdvancedBillingAPI", "Transport"]),
        .library(name: "CustomerAccess", targets: ["AdvancedBillingAPI", "CustomerAccess", "Transport"]),
    ],
    traits: [
        .trait(
            name: "Networking",
            description: "The commands that ask or imitate services over the network; rendering needs none of them."
        ),
        .default(enabledTraits: ["Networking"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    ],
    targets: [
        .executableTarget(
            name: "portico",
            dependencies: [
                "PorticoCommands",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ] + otherMalloc,
            swiftSettings: swiftSettings
        ),
        .target(
            name: "PorticoCommands",
            dependencies: [
                "Diagnostics", "Portals", "Rendering", "SiteBuilding", "Workspaces",
                .target(name: "AdvancedBillingAPI", condition: networking),
                .target(name: "CustomerAccess", condition: networking),
                .target(name: "LinkChecking", condition: networking),
                .target(name: "LivePreview", condition: networking),
                .target(name: "Publishing", condition: networking),
                .target(name: "RebillyAPI", condition: networking),
                .target(name: "Sandbox", condition: networking),
                .target(name: "Transport", condition: networking),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "Sandbox",
            dependencies: [
                "Diagnostics", "Portals", "Rendering",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift", condition: networking),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: networking),
                .product(name: "Hummingbird", package: "hummingbird", condition: networking),
                .product(name: "HummingbirdCore", package: "hummingbird", condition: networking),
                .product(name: "Logging", package: "swift-log", condition: networking),
                .product(name: "NIOCore", package: "swift-nio", condition: networking),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: networking),
                .product(name: "NIOPosix", package: "swift-nio", condition: networking),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: networking),
                .product(name: "UnixSignals", package: "swift-service-lifecycle", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "LivePreview",
            dependencies: [
                "Diagnostics", "Portals", "Rendering", "SiteBuilding", "Workspaces",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: networking),
                .product(name: "Hummingbird", package: "hummingbird", condition: networking),
                .product(name: "HummingbirdCore", package: "hummingbird", condition: networking),
                .product(name: "Logging", package: "swift-log", condition: networking),
                .product(name: "NIOCore", package: "swift-nio", condition: networking),
                .product(name: "NIOPosix", package: "swift-nio", condition: networking),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: networking),
                .product(name: "UnixSignals", package: "swift-service-lifecycle", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "LinkChecking",
            dependencies: [
                "Portals",
                .product(name: "AsyncHTTPClient", package: "async-http-client", condition: networking),
                .product(name: "NIOCore", package: "swift-nio", condition: networking),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: networking),
                .product(name: "NIOPosix", package: "swift-nio", condition: networking),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "Publishing",
            dependencies: [
                "Diagnostics", "Portals", "RebillyAPI", "Transport", "Workspaces",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "CustomerAccess",
            dependencies: [
                "AdvancedBillingAPI", "Portals", "Transport",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift", condition: networking),
                .product(name: "SwiftCSV", package: "SwiftCSV", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "SiteBuilding",
            dependencies: ["Diagnostics", "Portals", "Rendering", "Workspaces"],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "Workspaces",
            dependencies: ["CLibYAML", "Diagnostics", "Portals"],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "Rendering",
            dependencies: [
                "CommonMark", "Diagnostics", "Portals",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            exclude: ["templates/README.md"],
            resources: [.embedInCode("templates")],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "AdvancedBillingAPI",
            dependencies: [
                "Portals", "Transport",
                .product(name: "HTTPTypes", package: "swift-http-types", condition: networking),
                .product(name: "Logging", package: "swift-log", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "RebillyAPI",
            dependencies: [
                "Portals", "Transport",
                .product(name: "HTTPTypes", package: "swift-http-types", condition: networking),
                .product(name: "Logging", package: "swift-log", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "Transport",
            dependencies: [
                "Diagnostics",
                .product(name: "AsyncHTTPClient", package: "async-http-client", condition: networking),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: networking),
                .product(name: "Logging", package: "swift-log", condition: networking),
                .product(name: "NIOCore", package: "swift-nio", condition: networking),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: networking),
                .product(name: "NIOPosix", package: "swift-nio", condition: networking),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .target(name: "Portals", dependencies: ["Diagnostics"], swiftSettings: swiftSettings),
        .target(name: "Diagnostics", resources: [.embedInCode("rules.md")], swiftSettings: swiftSettings),
        .target(name: "CommonMark", dependencies: ["CCMark"], swiftSettings: swiftSettings),
        .systemLibrary(
            name: "CCMark",
            pkgConfig: "libcmark",
            providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]
        ),
        .systemLibrary(
            name: "CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
        ),
        .systemLibrary(
            name: "CJemalloc",
            pkgConfig: "jemalloc",
            providers: [.apt(["libjemalloc-dev"])]
        ),
        .target(
            name: "TestSupport",
            dependencies: [
                "Transport",
                .product(name: "Logging", package: "swift-log", condition: networking),
                .product(name: "NIOCore", package: "swift-nio", condition: networking),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: networking),
                .product(name: "NIOPosix", package: "swift-nio", condition: networking),
            ],
            path: "Tests/TestSupport",
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "DiagnosticsTests",
            dependencies: ["Diagnostics", "TestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PortalsTests",
            dependencies: ["Diagnostics", "Portals", "TestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "CommonMarkTests",
            dependencies: ["CCMark", "CommonMark", "TestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "RenderingTests",
            dependencies: ["CCMark", "CommonMark", "Diagnostics", "Portals", "Rendering", "TestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "TransportTests",
            dependencies: [
                "Diagnostics", "TestSupport", "Transport",
                .product(name: "HTTPTypes", package: "swift-http-types", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "RebillyAPITests",
            dependencies: [
                "Portals", "RebillyAPI", "TestSupport", "Transport",
                .product(name: "HTTPTypes", package: "swift-http-types", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "AdvancedBillingAPITests",
            dependencies: [
                "AdvancedBillingAPI", "Portals", "TestSupport", "Transport",
                .product(name: "HTTPTypes", package: "swift-http-types", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "ServicesTests",
            dependencies: [
                "AdvancedBillingAPI", "Portals", "RebillyAPI", "Sandbox", "TestSupport", "Transport",
                .product(name: "AsyncHTTPClient", package: "async-http-client", condition: networking),
                .product(name: "NIOCore", package: "swift-nio", condition: networking),
                .product(name: "NIOFoundationCompat", package: "swift-nio", condition: networking),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "CustomerAccessTests",
            dependencies: [
                "AdvancedBillingAPI", "CustomerAccess", "Portals", "Sandbox", "TestSupport", "Transport",
                .product(name: "Hummingbird", package: "hummingbird", condition: networking),
                .product(name: "HummingbirdTesting", package: "hummingbird", condition: networking),
                .product(name: "GRDB", package: "GRDB.swift", condition: networking),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PublishingTests",
            dependencies: [
                "Diagnostics", "Portals", "Publishing", "RebillyAPI", "Sandbox", "TestSupport", "Transport",
                "Workspaces",
                .product(name: "HTTPTypes", package: "swift-http-types", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "SandboxTests",
            dependencies: [
                "Sandbox", "TestSupport",
                .product(name: "AsyncHTTPClient", package: "async-http-client", condition: networking),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: networking),
                .product(name: "NIOCore", package: "swift-nio", condition: networking),
                .product(name: "NIOFoundationCompat", package: "swift-nio", condition: networking),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: networking),
                .product(name: "NIOPosix", package: "swift-nio", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "LivePreviewTests",
            dependencies: [
                "Diagnostics", "LivePreview", "Portals", "Rendering", "SiteBuilding", "TestSupport", "Workspaces",
                .product(name: "AsyncHTTPClient", package: "async-http-client", condition: networking),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: networking),
                .product(name: "NIOCore", package: "swift-nio", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "LinkCheckingTests",
            dependencies: ["LinkChecking", "Portals", "TestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "WorkspacesTests",
            dependencies: ["Diagnostics", "Portals", "TestSupport", "Workspaces"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "SiteBuildingTests",
            dependencies: ["Diagnostics", "Portals", "Rendering", "SiteBuilding", "TestSupport", "Workspaces"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PorticoCommandsTests",
            dependencies: [
                "CommonMark", "Portals", "PorticoCommands", "Rendering", "SiteBuilding", "TestSupport", "Workspaces",
                "portico",
                .target(name: "Publishing", condition: networking),
                .target(name: "RebillyAPI", condition: networking),
                .product(name: "AsyncHTTPClient", package: "async-http-client", condition: networking),
                .product(name: "NIOCore", package: "swift-nio", condition: networking),
                .product(name: "NIOFoundationCompat", package: "swift-nio", condition: networking),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: networking),
            ],
            swiftSettings: swiftSettings
        ),
    ]
)

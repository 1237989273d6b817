// swift-tools-version: 6.2
// Stile: a language for runbooks. The targets are the modules of ARCHITECTURE.md, lowest first.

import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "stile",
  products: [.executable(name: "stile", targets: ["stile"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(name: "CSQLite"),
    .systemLibrary(name: "CYAML"),
    .target(name: "CLinux"),
    .target(name: "CCurl"),
    .target(name: "CLane", dependencies: ["CLinux"]),
    module("StileSyntax"),
    module("StileCheck", ["StileSyntax"]),
    module("StileMachine", ["StileCheck", "StileSyntax"]),
    module("StileJournal", ["StileMachine", "CSQLite", "CLinux", crypto]),
    module("StileEngine", ["StileCheck", "StileMachine", "StileJournal"]),
    module("StileWorld", ["StileMachine", "CLinux", "CCurl", "CLane", crypto]),
    module("StileReview", ["StileCheck", "StileJournal", "StileMachine", "StileSyntax"]),
    .target(
      name: "StandardLibrary", path: "stdlib", resources: [.embedInCode("modules")],
      swiftSettings: settings),
    .target(
      name: "Explanations", path: "docs/explain", resources: [.embedInCode("pages")],
      swiftSettings: settings),
    .executableTarget(
      name: "stile",
      dependencies: [
        "StileSyntax", "StileCheck", "StileMachine", "StileJournal", "StileEngine", "StileWorld",
        "StileReview", "StandardLibrary", "Explanations", "CLinux", "CYAML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "phases", dependencies: ["StileSyntax", "StileCheck", "StileMachine", "CLinux"],
      path: "Tests/Bench/Phases", swiftSettings: settings),
    .target(name: "Repository", path: "Tests/Repository", swiftSettings: settings),
    tests("StileSyntaxTests", ["StileSyntax", "Repository"]),
    tests("StileCheckTests", ["StileCheck", "StileSyntax", "StandardLibrary", "Repository"]),
    tests("StileMachineTests", ["StileMachine", "StileCheck", "StileSyntax", "Repository"]),
    .target(name: "FaultyDisk", dependencies: ["CSQLite"], path: "Tests/FaultyDisk"),
    tests("StileJournalTests", ["StileJournal", "StileMachine", "FaultyDisk", "Repository"]),
    tests(
      "StileEngineTests",
      ["StileEngine", "StileJournal", "StileMachine", "StileCheck", "StileSyntax"]),
    tests(
      "StileWorldTests",
      ["StileWorld", "StileMachine", "StileCheck", "StileSyntax", "Repository"]),
    tests("StileReviewTests", ["StileReview", "StileJournal", "StileMachine"]),
    tests(
      "GoldenTests",
      [
        "StileSyntax", "StileCheck", "StileMachine", "StileJournal", "StileEngine", "StileReview",
        "StandardLibrary", "Explanations", "Repository",
      ]),
    .testTarget(
      name: "EditorTests", dependencies: ["StileSyntax", "Repository"],
      exclude: ["classes.py", "classes.vim"], swiftSettings: settings),
    tests("TidyTests", ["Repository"]),
    tests("EndToEndTests", ["CLinux", "Repository"]),
  ]
)

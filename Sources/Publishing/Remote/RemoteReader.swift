package import Portals
package import RebillyAPI
import Transport

/// Asks a service what it holds.
package struct RemoteReader: Sendable {
    private let client: RebillyClient

    /// Makes a reader.
    ///
    /// - Parameter client: What asks.
    package init(_ client: RebillyClient) {
        self.client = client
    }

    /// Reads all that planning needs, what does not wait for each other at once.
    ///
    /// - Parameters:
    ///   - ids: The portals of the workspace, which are asked for one by one if the service can't list them all.
    ///   - fileIDs: Files that matter, which are asked for one by one if the service can't list them all; `nil` if no
    ///     file does.
    /// - Returns: What the organization holds.
    /// - Throws: `RebillyError`.
    package func state(of ids: [PortalID], fileIDs: [String]?) async throws(RebillyError) -> RemoteState {
        async let portals = part { () throws(RebillyError) in try await self.portals(ids) }
        async let websites = part { () throws(RebillyError) in try await self.all(client.websites()) }
        async let domains = part { () throws(RebillyError) in try await self.all(client.customDomains()) }
        async let files = part { () throws(RebillyError) in try await self.files(fileIDs) }
        var state = try await portals.get()
        state.websites = try await websites.get().map { websites in
            Dictionary(websites.map { ($0.id.description, $0) }) { first, _ in first }
        }
        state.domains = try await domains.get().map { domains in
            Dictionary(domains.map { ($0.domain.description.lowercased(), $0) }) { first, _ in first }
        }
        for file in try await files.get() { state.files[file.id.description] = file }
        return state
    }

    /// Child tasks carry no typed errors.
    private func part<Part: Sendable>(
        _ read: () async throws(RebillyError) -> Part
    ) async -> Result<Part, RebillyError> {
        do throws(RebillyError) { return .success(try await read()) } catch { return .failure(error) }
    }

    /// Everything of a list; `nil` if there is more than the service can list.
    private func all<Item: Sendable>(_ listing: Listing<Item>) async throws(RebillyError) -> [Item]? {
        do throws(RebillyError) { return try await listing.all() } catch .incompleteList { return nil }
    }

    private func portals(_ ids: [PortalID]) async throws(RebillyError) -> RemoteState {
        var state = RemoteState()
        var pages = client.portals(skipsUnusable: true).pages.makeAsyncIterator()
        do throws(RebillyError) {
            while let page = try await pages.next()?.value {
                for portal in page.items { state.portals[portal.id] = portal }
                state.unusableIDs += page.unusable.compactMap { $0["id"]?.string }
            }
        } catch {
            guard case .incompleteList = error else { throw error }
            state.isComplete = false
            let missing = ids.filter { state.portals[$0] == nil }
            for portal in try await each(missing, { id throws(RebillyError) in try await client.portal(id).value }) {
                state.portals[portal.id] = portal
            }
        }
        return state
    }

    private func files(_ ids: [String]?) async throws(RebillyError) -> [StoredFile] {
        guard let ids else { return [] }
        var files: [StoredFile] = []
        var pages = client.files().pages.makeAsyncIterator()
        do throws(RebillyError) {
            while let page = try await pages.next()?.value { files += page.items }
        } catch {
            guard case .incompleteList = error else { throw error }
            let listed = Set(files.map(\.id))
            let missing = Set(ids.compactMap(FileID.init)).subtracting(listed)
            files += try await each(Array(missing)) { id throws(RebillyError) in try await client.file(id).value }
        }
        return files
    }

    /// Asks for things one by one, several at once; those that are not there are left out.
    private func each<ID: Sendable, Item: Sendable>(
        _ ids: [ID],
        _ read: @escaping @Sendable (ID) async throws(RebillyError) -> Item
    ) async throws(RebillyError) -> [Item] {
        let results = await withTaskGroup(of: Result<Item?, RebillyError>.self) { group in
            // The client lets no more through than it may.
            for id in ids {
                group.addTask {
                    do throws(RebillyError) {
                        return .success(try await read(id))
                    } catch .notFound {
                        return .success(nil)
                    } catch {
                        return .failure(error)
                    }
                }
            }
            var results: [Result<Item?, RebillyError>] = []
            for await result in group {
                if case .failure = result { group.cancelAll() }
                results.append(result)
            }
            return results
        }
        var items: [Item] = []
        for result in results {
            if let item = try result.get() { items.append(item) }
        }
        return items
    }
}

import Portals
import RebillyAPI
import Transport
import Workspaces

/// Publishes one portal: looks once more, uploads its picture, sends it, reads it back, and puts it into the lock.
struct PortalPublication {
    let plan: PortalPlan
    let client: RebillyClient
    let uploads: LogoUploads
    let keeper: LockKeeper

    /// Why the portal was not published, and whether others would fail by the same.
    private struct Failure: Error {
        let sentence: String
        var holding = PortalOutcome.Holding.before
        var endsRun = false
    }

    /// Publishes the portal.
    ///
    /// - Returns: What became of it, and why the whole run has to end; `nil` if it goes on.
    func outcome() async -> (outcome: PortalOutcome, stop: String?) {
        do throws(Failure) {
            return (try await publish(), nil)
        } catch {
            let outcome = PortalOutcome(id: plan.id, result: .failed(error.sentence), holding: error.holding)
            return (outcome, error.endsRun ? error.sentence : nil)
        }
    }

    private func publish() async throws(Failure) -> PortalOutcome {
        try await checkUnchanged()
        let (body, logo) = try await body()
        let portal = Portal(id: plan.id, body: body)
        let isNew = try await send(portal)
        let held = try await readBack()
        let sent = ComparedFields(body)
        let kept = ComparedFields(held.body)
        let differing = FieldComparison.all(seen: nil, local: sent, remote: kept).filter { $0.kind != .equal }
        let unknown = differing.filter { $0.field == nil }
        let unkept = unknown.map(\.path)
        let wrong = differing.map(\.path).filter { !unkept.contains($0) }
        // What somebody else made of it meanwhile was not seen: the next plan is to say that it changed.
        try await keep(wrong.isEmpty ? held.body : body, unkept: unkept, logo: logo)
        guard wrong.isEmpty else {
            return PortalOutcome(id: plan.id, result: .differs(wrong), holding: .other)
        }
        var outcome = PortalOutcome(id: plan.id, result: isNew ? .created : .updated, holding: .planned)
        let news = unknown.filter { !plan.unkept.contains($0.path) }
        outcome.unkept = news.filter { $0.remote == nil }.map(\.path)
        outcome.setByService = news.filter { $0.remote != nil }.map(\.path)
        return outcome
    }

    /// Refuses to write over what somebody did since the plan was made.
    private func checkUnchanged() async throws(Failure) {
        let held: Portal?
        do throws(RebillyError) {
            held = try await client.portal(plan.id).value
        } catch .notFound {
            held = nil
        } catch {
            throw Failure(sentence: "\(error)", endsRun: error.endsRun)
        }
        let planned = plan.remote.map { ComparedFields($0.body) }
        guard held.map({ ComparedFields($0.body) }) == planned else {
            throw Failure(
                sentence: "somebody changed it at the service since it was planned; run 'portico plan' again",
                holding: .other
            )
        }
    }

    /// What is sent, its picture uploaded.
    private func body() async throws(Failure) -> (body: ValueObject, logo: (file: LogoFile, id: String)?) {
        switch plan.logo {
        case .asWritten, .kept: return (plan.body, nil)
        case .found(let id, let file): return (plan.body, (file, id))
        case .upload(let file):
            let id: String
            do throws(LogoUploads.Failure) {
                id = try await uploads.id(of: file)
            } catch {
                throw Failure(sentence: error.sentence, endsRun: error.error?.endsRun ?? false)
            }
            // Whatever becomes of the portal, the picture is found again.
            try await write { target in target.logos[file.sha256] = id }
            return (plan.body.withLogoID(.string(id)), (file, id))
        }
    }

    /// Sends the portal; returns whether it is new.
    private func send(_ portal: Portal) async throws(Failure) -> Bool {
        do throws(RebillyError) {
            let answer = try await client.upsert(portal)
            return plan.action == .create || answer.status == 201
        } catch {
            let holding = error.mayHaveArrived ? await self.holding(portal) : .before
            throw Failure(sentence: "\(error)", holding: holding, endsRun: error.endsRun)
        }
    }

    /// What the service holds after a request whose answer was lost.
    private func holding(_ portal: Portal) async -> PortalOutcome.Holding {
        do throws(RebillyError) {
            let held = ComparedFields(try await client.portal(plan.id).value.body)
            if held == ComparedFields(portal.body) { return .planned }
            return held == plan.remote.map { ComparedFields($0.body) } ? .before : .other
        } catch .notFound {
            return plan.remote == nil ? .before : .other
        } catch {
            return .unknown
        }
    }

    private func readBack() async throws(Failure) -> Portal {
        do throws(RebillyError) {
            return try await client.portal(plan.id).value
        } catch {
            throw Failure(
                sentence: "it was sent, and can't be read back: \(error)",
                holding: .unknown,
                endsRun: error.endsRun
            )
        }
    }

    private func keep(
        _ body: ValueObject,
        unkept: [FieldPath],
        logo: (file: LogoFile, id: String)?
    ) async throws(Failure) {
        try await write { target in
            target.note(plan.id, Lock.SeenPortal(body: body, unkept: unkept))
            if let logo { target.logos[logo.file.sha256] = logo.id }
        }
    }

    private func write(_ change: @Sendable (inout Lock.Target) -> Void) async throws(Failure) {
        do throws(OutputError) {
            try await keeper.change(change)
        } catch {
            throw Failure(sentence: error.sentence, holding: .unknown, endsRun: true)
        }
    }
}

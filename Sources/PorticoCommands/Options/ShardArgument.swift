import ArgumentParser
import SiteBuilding

/// A shard as an argument of a command.
enum ShardArgument {
    /// Reads a shard; what is wrong with it is said in a sentence.
    static func shard(_ text: String) throws -> Shard {
        do throws(Shard.Refusal) {
            return try Shard(text)
        } catch {
            throw ValidationError("\(error.description).")
        }
    }
}

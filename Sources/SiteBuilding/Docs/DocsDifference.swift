/// A docs file that is not as the portals say.
package struct DocsDifference: Sendable {
    /// What is wrong with it.
    package enum State: String, Sendable, Encodable {
        /// It says something else.
        case stale
        /// It is not there.
        case missing
        /// No portal makes it.
        case leftOver = "left-over"
    }

    /// The path from the folder of docs, or the file as the user named it.
    package let path: String
    package let state: State
    /// What is there; `nil` if there is no plain file.
    package let old: [UInt8]?
    /// What should be there; `nil` if nothing should.
    package let new: [UInt8]?
    /// What is wrong besides, to follow the path.
    package let remark: String?

    package init(path: String, state: State, old: [UInt8]?, new: [UInt8]?, remark: String? = nil) {
        self.path = path
        self.state = state
        self.old = old
        self.new = new
        self.remark = remark
    }
}

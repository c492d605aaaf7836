import ArgumentParser
import PorticoCommands

/// The program.
@main
enum Portico {
    static func main() async {
        await PorticoCommand.start()
    }
}

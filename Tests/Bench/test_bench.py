"""The benchmark itself, on a few portals. What it says about time is not looked at: these tests wait for no clock."""

import pathlib
import shutil
import signal
import subprocess

import pytest

import floor
import generate
import measures
import measuring
import memory
import report
import tools

BENCH = tools.ROOT / "Benchmarks/bench"


def bench(folder, *flags, status=0):
    command = [BENCH, "--portico", tools.portico(), "--folder", folder, "--runs", "1", *flags]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert result.returncode == status, result.stdout + result.stderr
    assert list(folder.iterdir()) == [], "it leaves something behind"
    return result


def rows(table):
    """The cells of each row that begins with a name of something measured."""
    names = {name: key for key, name in report.NAMES.items()}
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines() if line.startswith("|")]
    return {names[row[0]]: row[1:] for row in cells if row[0] in names}


def test_everything_is_measured_and_nothing_left_behind(tmp_path):
    flags = [] if shutil.which("hugo") else ["--only", ",".join(sorted(report.NAMES.keys() - {"hugo"}))]
    printed = bench(tmp_path, "--sizes", "4", *flags).stdout
    found = rows(printed)
    assert found.keys() == report.NAMES.keys() - ({"hugo"} if flags else set())
    assert all(row[0].endswith("s") and row[1].endswith("s") for row in found.values())
    files = {name: row[4] for name, row in found.items()}
    assert files["cold"] == files["floor"] and found["cold"][3] == found["floor"][3]
    assert int(files["cold"]) >= 4 * 4 and files["unchanged"] == "0" and 1 <= int(files["portal"]) <= 12
    assert "× floor" in found["cold"][5] and "× walk" in found["unchanged"][5]
    for line in ("- machine: ", "- Portico: ", "- Hugo: ", "- files on: ", "| start-up | 15 ms |"):
        assert line in printed


def test_a_limit_that_was_not_measured_is_not_reached(tmp_path):
    result = bench(tmp_path, "--sizes", "4", "--only", "start", "--check", status=1)
    assert "not measured: cold render, 10,000 portals" in result.stderr


@pytest.mark.parametrize("received", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_nothing_behind(tmp_path, received):
    command = [BENCH, "--portico", tools.portico(), "--folder", tmp_path, "--sizes", "50", "--only", "cold"]
    # Tests that run in the background hand on that interrupts are ignored.
    streams = {"stderr": subprocess.PIPE, "stdout": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(
        command, **streams, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    ) as running:
        assert any("round 1" in line for line in iter(running.stderr.readline, ""))
        running.send_signal(received)
        running.communicate(timeout=60)
    assert running.returncode == 128 + received
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "flags, said",
    [(["--sizes", "0"], "no number"), (["--sizes", "ten"], "no number"), (["--only", "colds"], "'colds' is none of"),
     (["--portico", "/missing"], "make release")],
)  # fmt: skip
def test_wrong_usage_is_explained(tmp_path, flags, said):
    assert said in bench(tmp_path, *flags, status=2).stderr


def test_more_portals_than_there_is_room_for_are_refused(tmp_path):
    assert "GB" in bench(tmp_path, "--sizes", "1000000000", status=1).stderr


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    return measuring.compile_programs(tmp_path_factory.mktemp("programs"))


@pytest.mark.parametrize("slice_size", [1, 20_000, floor.SLICE])
def test_the_floor_writes_the_same_bytes_and_nothing_else(programs, tmp_path, slice_size):
    generate.generate(tmp_path / "site", 15)
    generate.generate(tmp_path / "same", 15)
    taken = floor.measure(programs["floor"], tmp_path / "site", tmp_path / "again", tmp_path, slice_size)
    expected, written = (measuring.files_below(tmp_path / name) for name in ("same", "again"))
    assert written.keys() == expected.keys()
    assert all((tmp_path / "again" / path).read_bytes() == (tmp_path / "same" / path).read_bytes() for path in written)
    assert (taken.files, taken.size) == (len(expected), sum(status[0] for status in expected.values()))
    assert measuring.files_below(tmp_path / "site") == {}


def test_the_walk_asks_for_every_file(programs, tmp_path):
    generate.generate(tmp_path / "workspace", 15)
    files = measuring.files_below(tmp_path / "workspace")
    listing = tmp_path / "list"
    listing.write_text("".join(f"{path}\n" for path in files))
    count, size, _ = measuring.finish([programs["walk"], listing, tmp_path / "workspace"]).split()
    assert (int(count), int(size)) == (len(files), sum(status[0] for status in files.values()))
    (tmp_path / "workspace" / next(iter(files))).unlink()
    with pytest.raises(measuring.Failure, match="No such file"):
        measuring.finish([programs["walk"], listing, tmp_path / "workspace"])


def test_a_command_that_fails_ends_the_benchmark(programs, tmp_path):
    stopwatch = measuring.Stopwatch(programs["timed"], tmp_path)
    with pytest.raises(measuring.Failure, match="ended with 3\nwhy"):
        stopwatch.run(["sh", "-c", "echo why; exit 3"])


def test_memory_is_that_of_the_command_alone(programs, tmp_path):
    ours = bytearray(200_000_000)
    assert measuring.Stopwatch(programs["timed"], tmp_path).run(["true"]).memory < len(ours) / 10


def test_memory_at_hand_was_written_to_and_is_free(programs):
    size = 256 << 20
    with memory.at_hand(programs["hold"], size) as holder:
        lines = pathlib.Path(f"/proc/{holder.pid}/status").read_text().splitlines()
        most, now = (int(line.split()[1]) << 10 for line in lines if line.startswith(("VmHWM:", "VmRSS:")))
        # The kernel counts each core's pages by themselves, and says roughly what they come to.
        assert most > size * 15 / 16
        assert now < size / 16
    assert holder.returncode == 0


def test_memory_at_hand_leaves_the_machine_some(programs, monkeypatch):
    monkeypatch.setattr(memory, "FREE", 1 << 60)
    with memory.at_hand(programs["hold"], 1 << 60) as holder:
        assert holder.poll() is None
    assert holder.returncode == 0


@pytest.mark.parametrize("flags", [[], ["--memory-as-found"]])
def test_memory_is_written_to_unless_it_is_taken_as_found(tmp_path, flags):
    said = bench(tmp_path, "--sizes", "3", "--only", "cold", *flags).stderr
    assert ("writing to as much memory" in said) == (flags == [])


def taken(wall, memory=1, runs=5):
    return measuring.Taken(wall, wall, memory, 1, 1, runs)


def test_limits_are_held_to():
    many = {"cold": taken(2, 80_000_000), "hugo": taken(10), "floor": taken(1), "walk": taken(0.1),
            "unchanged": taken(0.3), "portal": taken(0.4)}  # fmt: skip
    sizes = {report.MANY: many, report.VERY_MANY: {"cold": taken(22, 200_000_000)}}
    once = {"alone": taken(0.04), "start": taken(0.015)}
    assert report.missed(sizes, once) == []
    assert "missed" not in report.limits_table(sizes, once)
    many["portal"] = taken(0.41)
    sizes[report.VERY_MANY]["cold"] = taken(22.5, 201_000_000)
    assert [line.split(":")[1].strip() for line in report.missed(sizes, once)] == [
        "one portal changed, 10,000 portals", "peak memory, cold, 100,000 portals",
        "growth from 10,000 to 100,000, cold",
    ]  # fmt: skip
    del many["hugo"]
    assert "not measured: cold render, 10,000 portals" in report.missed(sizes, once)


def test_the_median_is_of_each_number():
    middle = measuring.median([taken(3, 10), taken(1, 30), taken(2, 20)])
    assert (middle.wall, middle.memory, middle.runs) == (2, 20, 3)

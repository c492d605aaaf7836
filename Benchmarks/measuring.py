"""Runs programs and says what each took; the kernel's own count, by way of programs/timed.c."""

import dataclasses
import os
import pathlib
import statistics
import subprocess

PROGRAMS = pathlib.Path(__file__).resolve().parent / "programs"


class Failure(Exception):
    """Something that keeps the benchmark from going on, as a sentence."""


@dataclasses.dataclass(frozen=True)
class Taken:
    """What a run took, or the median of several."""

    wall: float  #: seconds
    processor: float  #: seconds, of all threads, in and outside of the kernel
    memory: int | None = None  #: peak, bytes
    size: int | None = None  #: bytes of the files that were written or looked at
    files: int | None = None
    runs: int = 1


def median(taken):
    """Each number's own median."""

    def middle(name):
        values = [getattr(one, name) for one in taken]
        return None if None in values else statistics.median_low(values)

    names = ("wall", "processor", "memory", "size", "files")
    return Taken(**{name: middle(name) for name in names}, runs=len(taken))


def compile_programs(folder):
    """Compiles the programs in C; returns where each is, by its name."""
    compiled = {}
    for source in sorted(PROGRAMS.glob("*.c")):
        compiled[source.stem] = folder / source.stem
        flags = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-pthread"]
        finish(["gcc", *flags, "-o", compiled[source.stem], source])
    return compiled


def finish(command, **options):
    """Runs a command that has to succeed, and returns what it printed."""
    try:
        result = subprocess.run(command, capture_output=True, text=True, **options)
    except OSError as error:
        raise Failure(f"{command[0]} can't be run: {error.strerror}") from error
    if result.returncode:
        said = (result.stderr or result.stdout).strip()[-2000:]
        raise Failure(f"{' '.join(map(str, command))} ended with {result.returncode}\n{said}")
    return result.stdout


class Stopwatch:
    """Runs commands one at a time and counts what they take."""

    def __init__(self, timed, folder):
        self.timed = timed
        self.folder = folder

    def run(self, command):
        """Runs a command as a whole process, with what it prints in files; it has to succeed."""
        result, printed = self.folder / "taken", self.folder / "printed"
        with printed.open("w+b") as output:
            streams = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": output}
            subprocess.run([self.timed, result, *command], **streams, check=True)
            wall, user, system, memory, status = map(int, result.read_text().split())
            if status:
                output.seek(0)
                said = output.read()[-2000:].decode(errors="replace")
                raise Failure(f"{' '.join(map(str, command))} ended with {status}\n{said}")
        return Taken(wall / 1e9, (user + system) / 1e6, memory * 1024)

    def printed(self):
        """What the last command printed."""
        return (self.folder / "printed").read_text(errors="replace")


def files_below(folder):
    """Each file below a folder, by its path in it, in order, with what changes when it is written again."""
    found, waiting = {}, [""]
    while waiting:
        inside = waiting.pop()
        with os.scandir(folder / inside) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                path = f"{inside}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path + "/")
                else:
                    status = entry.stat(follow_symlinks=False)
                    found[path] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return found


def written(before, after):
    """How many files are new or were written again, and their bytes."""
    sizes = [status[0] for path, status in after.items() if before.get(path) != status]
    return {"files": len(sizes), "size": sum(sizes)}

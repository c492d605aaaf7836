"""What a benchmark ran on, in a line a thing."""

import os
import pathlib
import platform
import subprocess

from measuring import Failure


def described(portico, folder, cores):
    """Name and value of what numbers depend on."""
    return [
        ("machine", f"{_processor()}, {cores} of {os.cpu_count()} cores, {_memory() / 1e9:.0f} GB"),
        ("system", f"{_system()}, Linux {platform.release()}"),
        ("files on", f"{_file_system(folder)} ({folder})"),
        ("Portico", f"{_said([portico, '--version'])}{_commit(portico)}"),
        ("Hugo", _said(["hugo", "version"])),
        ("Swift", _said(["swift", "--version"])),
        ("C", _said(["gcc", "--version"])),
    ]


def use_cores(count):
    """Keeps this process and those it starts on the first cores; returns how many there are."""
    if not hasattr(os, "sched_setaffinity"):
        raise Failure("it measures on Linux alone")
    chosen = sorted(os.sched_getaffinity(0))[:count]
    os.sched_setaffinity(0, chosen)
    return len(chosen)


def available_memory():
    """Bytes that new files on a memory file system may take, at most."""
    return _meminfo("MemAvailable")


def _memory():
    return _meminfo("MemTotal")


def _meminfo(name):
    lines = pathlib.Path("/proc/meminfo").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name + ":"))


def _processor():
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _system():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return "an unnamed system"


def _file_system(folder):
    """The type of the innermost mount that the folder lies in."""
    mounts = [line.split()[1:3] for line in pathlib.Path("/proc/mounts").read_text().splitlines()]
    parents = [str(folder), *map(str, folder.parents)]
    around = [(point, kind) for point, kind in mounts if point in parents]
    return max(around, key=lambda mount: len(mount[0]), default=("", "an unknown file system"))[1]


def _commit(portico):
    """What a command that was built here was built from."""
    root = pathlib.Path(__file__).resolve().parents[1]
    commit = _said(["git", "-C", root, "rev-parse", "--short", "HEAD"])
    return f", sources at {commit}" if root in portico.parents and commit != "not here" else ""


def _said(command):
    try:
        result = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return "not here"
    return result.stdout.splitlines()[0].strip() if result.returncode == 0 and result.stdout else "not here"

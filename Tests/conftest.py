"""What holds for all tests in Python: which cases run when, and folders that are made once for all of them.

`make test` runs a sample of the cases that are many, `make test-long` the rest.
"""

import fcntl
import os
import pathlib
import shutil
import zlib

import pytest


def pytest_collection_modifyitems(config, items):
    """Leaves out the cases of `sampled` tests that are for the other run, the same ones on every machine."""
    is_long = bool(os.environ.get("PORTICO_LONG"))
    left_out = [item for item in items if is_in_sample(item) == is_long]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if is_in_sample(item) != is_long]


def is_in_sample(item):
    mark = item.get_closest_marker("sampled")
    if item.get_closest_marker("long"):
        return False
    return not mark or zlib.crc32(item.nodeid.encode()) % mark.args[0] == 0


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory):
    """Gives a folder by its name, filled by who asks first: all processes of a run have the same one, to look at."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent

    def made(name, fill):
        folder = root / f"shared-{name}"
        with open(f"{folder}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                draft = pathlib.Path(f"{folder}.draft")
                shutil.rmtree(draft, ignore_errors=True)
                draft.mkdir()
                fill(draft)
                draft.rename(folder)
        return folder

    return made

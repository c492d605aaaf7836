"""Which cases of the tests in Python run when: `make test` a sample of those that are many, `make test-long` the rest."""

import os
import zlib


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

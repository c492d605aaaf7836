"""Memory at hand for a program that writes much (programs/hold.c)."""

import contextlib
import subprocess
import sys

from measuring import Failure

#: What stays free, for the others to take from until more is freed.
FREE = 1 << 30


@contextlib.contextmanager
def at_hand(program):
    """Meanwhile what is freed was written to before; yields the program that sees to that."""
    with subprocess.Popen(
        [program, str(sys.maxsize), str(FREE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        try:
            if holder.stdout.readline() != "ready\n":
                raise Failure("the machine's memory could not be taken")
            yield holder
        finally:
            holder.stdin.close()
            holder.wait()

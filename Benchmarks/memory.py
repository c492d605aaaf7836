"""Memory at hand for programs that write much (programs/hold.c)."""

import contextlib
import subprocess

import machine
from measuring import Failure

#: What stays untouched, for everything else that runs.
FREE = 1 << 30


@contextlib.contextmanager
def at_hand(program, size):
    """Meanwhile so many free bytes were written to before, or all but FREE; yields the program that sees to that."""
    size = max(0, min(size, machine.available_memory() - FREE))
    with subprocess.Popen([program, str(size)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        try:
            if holder.stdout.readline() != "ready\n":
                raise Failure("the machine's memory could not be written to; --memory-as-found does without")
            yield holder
        finally:
            holder.stdin.close()
            holder.wait()

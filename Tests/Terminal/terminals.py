"""A command at a terminal: standard input and error are one, standard output is a pipe."""

import fcntl
import os
import pty
import re
import select
import signal
import subprocess
import termios
import time

import tools


class Terminal:
    """A running command whose questions can be answered."""

    def __init__(self, *arguments, folder, variables):
        self.fd, theirs = pty.openpty()
        command = [tools.portico(), *arguments]
        environment = os.environ | variables | {"TERM": "xterm", "NO_COLOR": "1"}
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs,
            text=True, start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(theirs)
        self.shown = ""

    def wait_for(self, pattern, seconds=30):
        """Reads until the terminal shows a pattern."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.shown):
            assert self._read(end - time.monotonic()), f"no {pattern!r} in:\n{self.shown}"

    def type(self, text):
        os.write(self.fd, text.encode())

    def finish(self, seconds=30):
        """Waits for the end; returns the status, standard output, and what the terminal showed."""
        end = time.monotonic() + seconds
        while self._read(end - time.monotonic()):
            pass
        try:
            output, _ = self.process.communicate(timeout=max(1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        os.close(self.fd)
        return self.process.returncode, output, self.shown.replace("\r\n", "\n")

    def _read(self, seconds):
        if seconds <= 0 or not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            # Linux says so once nobody has the other end.
            return False
        self.shown += data.decode(errors="replace")
        return bool(data)


def _take_terminal():
    """Lets Ctrl-C reach the command: it needs a terminal of its own, and tests in the background hand on that it is ignored."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)

"""A command at a terminal: standard input and error are one, standard output is a pipe."""

import fcntl
import os
import pty
import re
import select
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
            # Ctrl-C reaches whoever has the terminal for its own.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
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
        output = self.process.stdout.read()
        status = self.process.wait(max(1, end - time.monotonic()))
        self.process.stdout.close()
        os.close(self.fd)
        return status, output, self.shown.replace("\r\n", "\n")

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

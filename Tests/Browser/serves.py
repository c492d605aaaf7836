"""A workspace that is served, and what is done to it besides the browser."""

import contextlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import subprocess

import tools

#: What must never become markup.
HOSTILE = """</script><img src=x onerror="document.title='hit'">"""

PORTAL = """# Ours
name: {name}
slug: {slug}
websiteId: acme
customization:
  colors: {{primary: {color}, secondary: f5eee3}}
  links:
    termsOfService: https://acme.example/terms
    privacyPolicy: https://acme.example/privacy
    refundPolicy: null
"""


class Workspace:
    """A folder with portals, edited as people and programs edit."""

    def __init__(self, folder, *portals):
        self.folder = pathlib.Path(folder)
        (self.folder / "portals").mkdir(parents=True)
        (self.folder / "portico.yaml").write_text("")
        for portal in portals or ("acme", "bolt", "cove"):
            self.file(portal).write_text(self.text(portal))

    def file(self, portal):
        return self.folder / f"portals/{portal}.yaml"

    def text(self, portal, color="1a5fb4", name=None):
        name = json.dumps(name) if name else portal.capitalize()
        return PORTAL.format(name=name, slug=f"{portal}-billing", color=color)

    def save(self, portal, **values):
        """Writes in place."""
        self.file(portal).write_text(self.text(portal, **values))

    def swap(self, portal, **values):
        """Writes another file and gives it the name, as most editors do."""
        draft = self.file(portal).with_suffix(".tmp")
        draft.write_text(self.text(portal, **values))
        draft.rename(self.file(portal))

    def break_(self, portal):
        self.file(portal).write_text(self.text(portal).replace("1a5fb4", '"1a5fb4'))

    def remove(self, portal):
        self.file(portal).unlink()


class Server:
    """`portico serve` on a workspace; keeps its address over restarts."""

    def __init__(self, workspace, state, *arguments, port=None):
        self.workspace = workspace
        self.state = state
        self.arguments = arguments
        self.start(port)

    def start(self, port=None):
        command = [tools.portico(), "serve", "--format", "json", "--workspace", self.workspace, *self.arguments]
        if port is not None:
            command += ["--port", str(port)]
        self.errors = open(self.state.parent / "errors.txt", "a+")
        environment = os.environ | {"XDG_STATE_HOME": str(self.state)}
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.errors, text=True, env=environment
        )
        line = self.process.stdout.readline()
        assert line, f"serve ended with {self.process.wait(10)}: {self.said()}"
        announced = json.loads(line)
        self.url, self.port = announced["url"], announced["port"]
        self.origin, self.token = self.url.split("/?token=")

    def stop(self, by=signal.SIGINT):
        """Ends it, and returns its status."""
        if self.process.poll() is None:
            self.process.send_signal(by)
        status = self.process.wait(10)
        self.process.stdout.close()
        return status

    def said(self):
        self.errors.flush()
        self.errors.seek(0)
        return self.errors.read()

    @property
    def cookie(self):
        return f"portico-{self.port}={self.token}"

    def ask(self, path, method="GET", body=None, cookie=True, **headers):
        """Sends a request as it stands; returns status, headers and body."""
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        if cookie:
            fields["Cookie"] = self.cookie
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(method, path, skip_host="Host" in fields)
            if body is not None:
                fields["Content-Length"] = str(len(body))
            for name, value in fields.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def descriptors(self):
        """How many files and sockets the process has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


@contextlib.contextmanager
def serving(workspace, state, *arguments, port=0):
    server = Server(workspace, state, *arguments, port=port)
    try:
        yield server
    finally:
        server.stop()


def copy_examples(folder):
    shutil.copytree(tools.ROOT / "examples/storefronts", folder, symlinks=True)
    return folder

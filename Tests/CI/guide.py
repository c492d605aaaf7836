"""What docs/ci.md tells people to write, read out of it, and a runner that does it as far as that goes offline."""

import dataclasses
import os
import re
import shlex
import subprocess
import tarfile

import yaml

import tools

GUIDE = (tools.ROOT / "docs/ci.md").read_text()

#: Why a step of the workflow does not run here. What each is given is looked at after the run.
NOT_OFFLINE = {
    "actions/checkout": "GitHub's own; the tests make the repository",
    "github/codeql-action/upload-sarif": "uploads to GitHub",
    "actions/upload-artifact": "uploads to GitHub",
}


def block(file):
    """The YAML block that begins with a comment of the file's name."""
    found = re.findall(rf"^```yaml\n# {re.escape(file)}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    assert len(found) == 1, f"docs/ci.md has {len(found)} blocks for {file}"
    return yaml.safe_load(found[0])


def archive(folder, name):
    """An archive like that of `make dist`, with a link to the command under test; the paths in it are what counts."""
    path = folder / name
    link = tarfile.TarInfo(f"{name.removesuffix('.tar.gz')}/bin/portico")
    link.type, link.linkname = tarfile.SYMTYPE, str(tools.portico())
    with tarfile.open(path, "w:gz") as packed:
        packed.addfile(link)
    return path


@dataclasses.dataclass
class Step:
    """A step that ran, or that was given to an action."""

    name: str
    status: int = 0
    output: str = ""
    given: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Runner:
    """Runs jobs in a repository, the way runners of GitHub and GitLab do: the first step that fails is the last."""

    repository: object
    temporary: object
    variables: dict

    @property
    def summary(self):
        return self._file("summary").read_text()

    def github(self, job):
        """The steps of a job up to the first that fails."""
        variables = self.variables | {
            "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(self.repository), "RUNNER_TEMP": str(self.temporary),
            "GITHUB_PATH": str(self._file("path")), "GITHUB_STEP_SUMMARY": str(self._file("summary")),
        }  # fmt: skip
        done = []
        for step in job["steps"]:
            done.append(self._github_step(step, variables))
            if done[-1].status:
                break
        return done

    def _github_step(self, step, variables):
        if "uses" in step:
            name, version = step["uses"].split("@")
            assert name in NOT_OFFLINE and re.fullmatch(r"v\d+", version), step["uses"]
            given = {key: self._expanded(value) for key, value in step.get("with", {}).items()}
            return Step(name, given=given)
        assert step.keys() == {"name", "run"}, f"the runner of these tests does not know all of {step}"
        assert "${{" not in step["run"]
        added = self._file("path").read_text().split()
        path = ":".join([*reversed(added), variables["PATH"]])
        return self._run(step["name"], step["run"], variables | {"PATH": path})

    def gitlab(self, lines):
        """The lines of a script, one shell for all."""
        return self._run("script", "set -o pipefail\n" + "\n".join(lines), self.variables)

    def _run(self, name, script, variables):
        result = subprocess.run(
            ["bash", "-e", "-c", script], cwd=self.repository, env=variables, capture_output=True, text=True, timeout=120
        )
        return Step(name, result.returncode, result.stdout + result.stderr)

    def _expanded(self, value):
        expanded = value.replace("${{ runner.temp }}", str(self.temporary))
        assert "${{" not in expanded
        return expanded

    def _file(self, name):
        path = self.temporary / f"runner-{name}"
        path.touch()
        return path


def environment(folder):
    """A small environment: programs of the system, a home of its own, and nothing of the CI that these tests run in."""
    return {
        "PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@portico.example",
        "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@portico.example",
        "PRE_COMMIT_HOME": str(folder / "pre-commit"), "NO_COLOR": "1",
    }  # fmt: skip


def run(command, folder, variables, status=0):
    """Runs a command that has to end with the status, and returns all that it said."""
    result = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, timeout=120)
    said = result.stdout + result.stderr
    assert result.returncode == status, f"{shlex.join(map(str, command))} ended with {result.returncode}\n{said}"
    return said

"""The workflows of docs/ci.md for GitHub and GitLab, run step by step in a repository."""

import hashlib
import json
import re
import subprocess
from xml.etree import ElementTree

import pytest

import guide
import tools

WORKFLOW = guide.block(".github/workflows/portals.yaml")
(JOB,) = WORKFLOW["jobs"].values()
GITLAB = guide.block(".gitlab-ci.yml")["portals"]
VERSION = subprocess.run([tools.portico(), "--version"], capture_output=True, text=True, check=True).stdout.strip()
ARCHIVE = f"portico-{VERSION}-linux-x86_64.tar.gz"

ALL_STEPS = [
    "actions/checkout", "Install Portico", "Write the SARIF report", "github/codeql-action/upload-sarif",
    "Check the portals", "Render the site", "actions/upload-artifact", "Check the docs",
]  # fmt: skip


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    return guide.archive(tmp_path_factory.mktemp("archive"), ARCHIVE)


@pytest.fixture
def runner(repository, archive, tmp_path):
    """A runner on which Portico is not installed, and where its archive can be had without a network."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    variables = guide.environment(tmp_path) | {
        "PORTICO_URL": archive.as_uri(),
        "PORTICO_SHA256": hashlib.sha256(archive.read_bytes()).hexdigest(),
    }
    return guide.Runner(repository, temporary, variables)


def change(repository, old, new, file="portals/acme.yaml"):
    text = (repository / file).read_text()
    assert text.count(old) == 1
    (repository / file).write_text(text.replace(old, new))


def names(steps):
    return [step.name for step in steps]


def test_the_archive_is_the_one_that_is_made():
    assert JOB["env"].keys() == GITLAB["variables"].keys() == {"PORTICO_URL", "PORTICO_SHA256"}
    for variables in (JOB["env"], GITLAB["variables"]):
        assert variables["PORTICO_URL"].endswith(f"/{ARCHIVE}")
        assert f"/v{VERSION}/" in variables["PORTICO_URL"]
        assert f" {ARCHIVE}.sha256" in variables["PORTICO_SHA256"]
    assert f"-xzf {ARCHIVE} " in guide.GUIDE


def test_the_workflow_may_do_no_more_than_it_has_to():
    assert WORKFLOW["permissions"] == {"contents": "read", "actions": "read", "security-events": "write"}
    assert set(WORKFLOW[True]) == {"push", "pull_request"}  # to YAML 1.1, `on` is true
    assert "secrets." not in guide.GUIDE


def test_a_workspace_without_problems_passes_each_step(runner):
    steps = runner.github(JOB)
    assert [(step.name, step.status) for step in steps] == [(name, 0) for name in ALL_STEPS], steps[-1]
    uploads = {step.name: step.given for step in steps}
    (log,) = json.loads(open(uploads["github/codeql-action/upload-sarif"]["sarif_file"]).read())["runs"]
    assert log["results"] == []
    site = runner.temporary / "site"
    assert uploads["actions/upload-artifact"]["path"] == str(site)
    assert (site / "index.html").is_file() and (site / "acme/preview.html").is_file()
    assert not any("::error" in step.output or "::warning" in step.output for step in steps)
    # Nothing is left behind in the checkout.
    assert guide.run(["git", "status", "--porcelain"], runner.repository, runner.variables) == ""


@pytest.mark.parametrize(
    "old, new, severity, rule",
    [
        ('"0044d4"', "0044d", "error", "colors.invalid"),
        ("https://acme.example/terms", "http://acme.example/terms", "warning", "links.insecure"),
    ],
    ids=["an error", "a warning"],
)
def test_a_broken_portal_fails_where_portals_are_checked(runner, old, new, severity, rule):
    change(runner.repository, old, new)
    steps = runner.github(JOB)
    assert names(steps) == ALL_STEPS[:5]
    assert [step.name for step in steps if step.status] == ["Check the portals"]
    line = (runner.repository / "portals/acme.yaml").read_text().split(new)[0].count("\n") + 1
    # Annotated once, at its line from the root of the repository.
    said = "".join(step.output for step in steps)
    annotations = re.findall(r"^::(error|warning|notice) (.*?)::", said, re.MULTILINE)
    assert [found for found, _ in annotations] == [severity], said
    assert f"file=portals/acme.yaml,line={line}," in annotations[0][1]
    # The report was given to GitHub before, and says the same.
    (log,) = json.loads((runner.temporary / "portals.sarif").read_text())["runs"]
    (result,) = log["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (result["level"], place["region"]["startLine"]) == (severity, line)
    assert result["ruleId"] == rule
    assert place["artifactLocation"]["uri"] == "portals/acme.yaml"


def test_more_problems_than_ten_go_on_in_the_summary(runner):
    text = (runner.repository / "portals/juniper.yaml").read_text()
    for number in range(12):
        copy = text.replace("juniper-tea\n", f"juniper-tea-{number}\n").replace("websiteId:", "websiteID:")
        (runner.repository / f"portals/copy-{number}.yaml").write_text(copy)
    steps = runner.github(JOB)
    assert names(steps)[-1] == "Check the portals"
    assert steps[-1].output.count("\n::error ") + steps[-1].output.startswith("::error ") == 10
    assert "portals/copy-" in runner.summary


def test_stale_docs_fail_where_docs_are_checked(runner):
    change(runner.repository, "name: Acme billing (EU)", "name: Acme billing (US)")
    steps = runner.github(JOB)
    assert names(steps) == ALL_STEPS
    assert [step.name for step in steps if step.status] == ["Check the docs"]
    assert "::error file=docs/portals/acme/portal.md" in steps[-1].output
    assert "portico docs --output docs/portals" in steps[-1].output


def test_a_portal_without_docs_fails_where_docs_are_checked(runner):
    guide.run(["git", "rm", "--quiet", "portals/lumen.yaml"], runner.repository, runner.variables)
    assert "docs/portals/lumen/portal.md" in runner.github(JOB)[-1].output


@pytest.mark.parametrize("wrong", ["0" * 64, "", JOB["env"]["PORTICO_SHA256"]], ids=["other", "none", "placeholder"])
def test_an_archive_with_another_checksum_is_not_unpacked(runner, wrong):
    runner.variables["PORTICO_SHA256"] = wrong
    steps = runner.github(JOB)
    assert names(steps) == ALL_STEPS[:2] and steps[-1].status == 1
    assert not (runner.temporary / "portico").exists()


def test_an_archive_that_is_not_there_fails_the_installation(runner):
    runner.variables["PORTICO_URL"] += ".missing"
    assert names(runner.github(JOB)) == ALL_STEPS[:2]


def test_a_repository_without_a_workspace_fails_at_the_report(runner):
    (runner.repository / "portico.yaml").unlink()
    assert names(runner.github(JOB)) == ALL_STEPS[:3]


def test_gitlab_gets_a_report_of_every_problem(runner, variables):
    runner.variables["PATH"] = variables["PATH"]  # its installation writes into /usr/local
    assert runner.gitlab(GITLAB["script"]).status == 0
    report = runner.repository / GITLAB["artifacts"]["reports"]["junit"]
    assert ElementTree.parse(report).findall(".//failure") == []

    change(runner.repository, '"0044d4"', "0044d")
    assert runner.gitlab(GITLAB["script"]).status == 1
    (failure,) = ElementTree.parse(report).findall(".//failure")
    assert "portals/acme.yaml" in failure.text
    assert GITLAB["artifacts"]["when"] == "always"


def test_gitlab_installs_what_github_does(runner, tmp_path):
    """The lines for the archive, into another folder than /usr/local; apt-get needs a network."""
    apt, *lines = GITLAB["before_script"]
    assert apt.startswith("apt-get update && apt-get install ")
    folder = tmp_path / "local"
    folder.mkdir()
    places = {"/usr/local": str(folder), "/tmp/portico.tar.gz": str(tmp_path / "archive.tar.gz")}
    for place, here in places.items():
        assert any(place in line for line in lines)
        lines = [line.replace(place, here) for line in lines]
    step = runner.gitlab(lines)
    assert step.status == 0, step.output
    said = guide.run([folder / "bin/portico", "--version"], tmp_path, runner.variables)
    assert said.strip() == VERSION
    runner.variables["PORTICO_SHA256"] = "0" * 64
    assert runner.gitlab(lines).status == 1

"""Publishing as it is done at a terminal: questions are asked and answered, and Ctrl-C ends it in good order."""

import json
import os
import subprocess

import pytest

import sandboxes
import tools
from terminals import Terminal


@pytest.fixture
def variables(sandbox):
    service = sandbox["rebilly"]
    return {"PORTICO_REBILLY_BASE_URL": service["baseURL"], "PORTICO_REBILLY_API_KEY": service["apiKey"]}


def held(sandbox):
    """What the service holds, by id."""
    portals = json.loads(sandboxes.rebilly(sandbox, "GET", "/billing-portals?limit=1000")[1])
    return {portal["id"]: portal for portal in portals}


def quietly(*arguments, folder, variables):
    result = subprocess.run(
        [tools.portico(), *arguments], cwd=folder, env=os.environ | variables, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=120,
    )
    return result.returncode, result.stdout, result.stderr


@pytest.mark.parametrize(("answer", "is_published"), [("y\n", True), ("YES\n", True), ("\n", False), ("no\n", False),
                                                      ("\x04", False)])  # fmt: skip
def test_publishing_asks_first(sandbox, variables, workspace, answer, is_published):
    terminal = Terminal("publish", folder=workspace(), variables=variables)
    terminal.wait_for(r"Publish 1 portal to .*\? \[y/N\]")
    # What is asked about stands above the question.
    assert "brand-00" in terminal.shown
    assert "brand-00" not in held(sandbox)
    terminal.type(answer)
    status, _, shown = terminal.finish()
    assert status == (0 if is_published else 1)
    assert ("brand-00" in held(sandbox)) == is_published
    assert is_published or "nothing was published" in shown


@pytest.mark.parametrize(("command", "question", "farewell"), [
    (["publish"], r"\[y/N\]", "interrupted; nothing was published"),
    (["delete", "brand-00"], "Type brand-00 to go on: ", "interrupted; nothing was deleted"),
])  # fmt: skip
def test_control_c_at_a_question_says_that_nothing_was_done(
    sandbox, variables, workspace, command, question, farewell
):
    folder = workspace()
    if command[0] == "delete":
        assert quietly("publish", "--yes", folder=folder, variables=variables)[0] == 0
    before = held(sandbox)
    terminal = Terminal(*command, folder=folder, variables=variables)
    terminal.wait_for(question)
    terminal.type("\x03")
    status, _, shown = terminal.finish()
    assert status == 130 and shown.endswith(f"{farewell}\n"), shown
    assert held(sandbox) == before


def test_a_dangerous_change_needs_its_name(sandbox, variables, workspace):
    folder = workspace()
    assert quietly("publish", "--yes", folder=folder, variables=variables)[0] == 0
    with (folder / "portals/brand-00.yaml").open("a") as file:
        file.write("status: inactive\n")
    for answer, expected in [("y\n", "active"), ("deactivate\n", "inactive")]:
        terminal = Terminal("publish", folder=folder, variables=variables)
        terminal.wait_for(r"Publish 1 portal to .*\? \[y/N\]")
        terminal.type("y\n")
        terminal.wait_for("Type deactivate to go on: ")
        terminal.type(answer)
        status, _, _ = terminal.finish()
        assert status == (0 if expected == "inactive" else 1)
        assert held(sandbox)["brand-00"]["status"] == expected


@pytest.mark.parametrize(("typed", "is_deleted"), [("brand-00\n", True), ("brand\n", False), ("y\n", False),
                                                   ("\x04", False)])  # fmt: skip
def test_deleting_needs_the_id(sandbox, variables, workspace, typed, is_deleted):
    folder = workspace()
    assert quietly("publish", "--yes", folder=folder, variables=variables)[0] == 0
    terminal = Terminal("delete", "brand-00", folder=folder, variables=variables)
    terminal.wait_for("Type brand-00 to go on: ")
    assert "status: inactive" in terminal.shown
    terminal.type(typed)
    assert terminal.finish()[0] == (0 if is_deleted else 1)
    assert ("brand-00" not in held(sandbox)) == is_deleted


def test_no_input_forbids_questions(sandbox, variables, workspace):
    status, output, shown = Terminal("publish", "--no-input", folder=workspace(), variables=variables).finish()
    assert status == 1 and output == ""
    assert "--yes" in shown
    assert "brand-00" not in held(sandbox)


def test_control_c_ends_a_publication_that_the_next_run_finishes(sandbox, variables, workspace):
    folder = workspace(40)
    assert sandboxes.control(sandbox, "PATCH", "/settings", {"latency": 100})[0] == 200
    terminal = Terminal("publish", "--yes", "--concurrency", "1", folder=folder, variables=variables)
    terminal.wait_for(r"[1-9]\d*/40|[1-9]\d* of 40")
    terminal.type("\x03")
    status, _, shown = terminal.finish()
    assert status == 130, shown
    published = {name for name in held(sandbox) if name.startswith("brand-")}
    assert 0 < len(published) < 40
    # What was sent is in the lock, or the next run finds it as it is.
    lock = json.loads((folder / "portico.lock.json").read_text())
    assert set(next(iter(lock["targets"].values()))["portals"]) <= published
    assert sandboxes.control(sandbox, "PATCH", "/settings", {"latency": 0})[0] == 200
    assert quietly("publish", "--yes", folder=folder, variables=variables)[0] == 0
    assert sum(name.startswith("brand-") for name in held(sandbox)) == 40
    assert quietly("plan", "--detailed-exitcode", folder=folder, variables=variables)[0] == 0

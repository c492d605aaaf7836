"""The reports of `portico lint`, read by other programs."""

import json
import pathlib
import shutil
import subprocess
import urllib.parse

import junitparser
import pydantic
import pytest
import sarif_pydantic

import tools

WORKSPACE = tools.ROOT / "Tests/Fixtures/workspaces/reports"


@pytest.fixture
def workspace(tmp_path):
    return pathlib.Path(shutil.copytree(WORKSPACE, tmp_path / "workspace"))


def lint(workspace, *flags, status=1):
    command = [tools.portico(), "lint", *flags]
    result = subprocess.run(command, cwd=workspace, capture_output=True, text=True, timeout=60)
    assert result.returncode == status, result.stderr
    return result.stdout


def problems(workspace, *flags):
    return json.loads(lint(workspace, "--format", "json", *flags))["problems"]


def test_junit_has_a_case_for_each_problem_and_each_file_without_one(workspace):
    found = problems(workspace)
    report = junitparser.JUnitXml.fromstring(lint(workspace, "--format", "junit").encode())
    cases = [(suite.name, case) for suite in report for case in suite]
    failures = [(name, case.result[0].type) for name, case in cases if case.result]
    assert failures == [(p["file"], p["rule"]) for p in found if p["severity"] == "error"]
    assert (report.tests, report.failures) == (len(found) + 1, len(failures))
    assert [case.name for name, case in cases if name == "portals/fine.yaml"] == ["no problems"]
    assert all(suite.tests == len(list(suite)) for suite in report)
    names = [(name, case.name) for name, case in cases]
    assert len(names) == len(set(names))


def test_junit_fails_for_warnings_if_they_count(workspace):
    report = junitparser.JUnitXml.fromstring(lint(workspace, "--format", "junit", "--strict").encode())
    kinds = [problem["severity"] for problem in problems(workspace)]
    assert report.failures == kinds.count("error") + kinds.count("warning")


def test_sarif_has_nothing_but_what_the_standard_knows(workspace):
    log = sarif_pydantic.Sarif.model_validate_json(lint(workspace, "--format", "sarif"))
    # Of the standard's own keys (3.14.17) the library lacks one.
    assert list(strangers(log)) == ["columnKind"]


def strangers(model):
    """The keys that a part of the log has and the standard doesn't know."""
    yield from model.model_extra or ()
    for name in model.model_fields_set:
        value = getattr(model, name)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, pydantic.BaseModel):
                yield from strangers(part)


def test_sarif_says_what_json_says(workspace):
    run = json.loads(lint(workspace, "--format", "sarif"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    found = problems(workspace)
    assert len(run["results"]) == len(found)
    for result, problem in zip(run["results"], found, strict=True):
        rule = rules[result["ruleIndex"]]
        assert (result["ruleId"], rule["id"], result["level"]) == (problem["rule"], problem["rule"], problem["severity"])
        assert all(len(text) > 20 for text in rule["help"].values())
        place = result["locations"][0]["physicalLocation"]
        assert urllib.parse.unquote(place["artifactLocation"]["uri"]) == problem["file"]
        keys = ["startLine", "startColumn", "endLine", "endColumn"]
        region = place.get("region", {})
        assert [region.get(key) for key in keys] == [problem.get(key) for key in ["line", "column", "endLine", "endColumn"]]
    assert {rule["id"] for rule in rules} == {problem["rule"] for problem in found}


def test_the_fixes_in_sarif_are_those_that_lint_applies(workspace, tmp_path):
    results = json.loads(lint(workspace, "--format", "sarif"))["runs"][0]["results"]
    by_hand = pathlib.Path(shutil.copytree(workspace, tmp_path / "by-hand"))
    edits = {}
    for result in results:
        for change in (change for fix in result.get("fixes", []) for change in fix["artifactChanges"]):
            file = by_hand / urllib.parse.unquote(change["artifactLocation"]["uri"])
            edits.setdefault(file, []).extend(change["replacements"])
    assert edits
    for file, replacements in edits.items():
        file.write_text(replaced(file.read_text(), replacements))
    lint(workspace, "--fix")
    for file in by_hand.rglob("*.yaml"):
        assert file.read_text() == (workspace / file.relative_to(by_hand)).read_text()


def replaced(text, replacements):
    """The text with regions replaced from the last on, so that those before them stay where they are."""
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]

    def offset(line, column):
        return starts[line - 1] + column - 1

    places = []
    for replacement in replacements:
        region = replacement["deletedRegion"]
        start, end = offset(region["startLine"], region["startColumn"]), offset(region["endLine"], region["endColumn"])
        places.append((start, end, replacement.get("insertedContent", {}).get("text", "")))
    for start, end, insertion in sorted(places, reverse=True):
        text = text[:start] + insertion + text[end:]
    return text

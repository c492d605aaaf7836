"""What Portico and its schemas say of the files of a workspace, field by field."""

import dataclasses
import functools
import json
import re
import subprocess

import jsonschema
from jsonschema import validators

import reading
import tools

#: The files that have a schema.
SETTINGS, SAMPLE = "portico.yaml", "sample/customer.yaml"

#: The errors of a text that is no value yet: nothing in such a file is compared.
NO_VALUE = r"file\..*|syntax\.(?!not-a-mapping).*"

#: The other errors that a schema cannot find, by rule and message. What is not listed here, both find or neither.
BEYOND_SCHEMAS = [
    # What the file is called, and what other files hold.
    (r"id\.(clash|invalid|reserved)", ".*; rename the file, or .*|the id .* of portals/.*"),
    (r"slug\.clash|logo\..*|template\..*", ".*"),
    # Keys near a known one; a slip is found all the same, and exact ones at another place must be.
    (r"fields\.unknown", ".*did you mean .*"),
    # What depends on another value of the file.
    (r"settings\.invalid", "there is no environment .*"),
    # Bytes; a schema counts characters.
    (r"fields\.too-long", r"the text has \d+ bytes; .*"),
    # In JSON a number is no text, but the schema is the one of YAML, where Portico takes 004400 as it is written.
    (r"fields\.wrong-type", "a number stands where text belongs; .*"),
]


@dataclasses.dataclass
class Verdict:
    """The fields at which a file is wrong; the empty path is the whole file."""

    has_value: bool = True
    certain: set = dataclasses.field(default_factory=set)
    beyond_schemas: set = dataclasses.field(default_factory=set)

    @property
    def is_legal(self):
        return not self.certain | self.beyond_schemas

    def fault(self, flagged):
        """How the fields that a schema flags differ from these; None if they do not."""
        missed, wrong = self.certain - flagged, flagged - self.certain - self.beyond_schemas
        return f"missed {sorted(missed)}, flagged {sorted(wrong)}" if missed or wrong else None


@functools.cache
def schema(kind):
    result = subprocess.run([tools.portico(), "schema", kind], capture_output=True, check=True, timeout=60)
    return json.loads(result.stdout)


def files(workspace):
    """The files of a workspace that have a schema, with its kind."""
    for name, kind in ((SETTINGS, "workspace"), (SAMPLE, "sample")):
        if (workspace / name).exists():
            yield workspace / name, kind
    for file in sorted((workspace / "portals").glob("*")):
        if file.suffix.lower() in {".yaml", ".yml", ".json"} and not file.name.startswith("."):
            yield file, "portal"


def verdicts(workspace):
    """What Portico says, by the file's path from the workspace."""
    command = [tools.portico(), "lint", "--format", "json", "--workspace", workspace]
    result = subprocess.run(command, capture_output=True, timeout=120)
    assert result.returncode in {0, 1} and result.stdout, result.stderr
    found = {}
    for problem in json.loads(result.stdout)["problems"]:
        if problem["severity"] == "error":
            verdict = found.setdefault(problem["file"], Verdict())
            verdict.has_value &= not re.fullmatch(NO_VALUE, problem["rule"])
            paths = verdict.beyond_schemas if _is_beyond_schemas(problem) else verdict.certain
            paths.add(problem.get("field") or "")
    return found


def _is_beyond_schemas(problem):
    return any(
        re.fullmatch(rule, problem["rule"]) and re.fullmatch(message, problem["message"], re.DOTALL)
        for rule, message in BEYOND_SCHEMAS
    )


def flagged(kind, value, draft=jsonschema.Draft202012Validator):
    """The fields at which a value breaks a schema."""
    paths = set()
    for error in _validator(draft, kind).iter_errors(value):
        path = [str(part) for part in error.absolute_path]
        if error.validator == "additionalProperties":
            keys = [key for key in error.instance if key not in error.schema["properties"]]
            paths |= {".".join([*path, key]) for key in keys}
        else:
            paths.add(".".join(path))
    return paths


@functools.cache
def _validator(draft, kind):
    own = validators.extend(draft, {"pattern": _pattern, "patternProperties": _pattern_properties})
    return own(schema(kind))


def search(pattern, text):
    """As ECMA-262 does."""
    return _compiled(pattern).search(text)


@functools.cache
def _compiled(pattern):
    """Python's $ also matches before a line break that ends the text."""
    return re.compile(re.sub(r"\$(?=\)|$)", r"\\Z", pattern))


def _pattern(validator, pattern, instance, schema):
    if validator.is_type(instance, "string") and not search(pattern, instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


def _pattern_properties(validator, patterns, instance, schema):
    """Keys that can't be; the package's own keyword does not say which they are."""
    assert set(patterns.values()) == {False}
    for key in instance if validator.is_type(instance, "object") else []:
        if any(search(pattern, key) for pattern in patterns):
            yield jsonschema.ValidationError(f"{key!r} can't stand here", path=[key])


def faults(workspace, draft=jsonschema.Draft202012Validator):
    """Where the schemas and Portico differ on the files of a workspace."""
    found = verdicts(workspace)
    for file, kind in files(workspace):
        verdict = found.get(str(file.relative_to(workspace)), Verdict())
        if verdict.has_value:
            yield from _faults(file, kind, verdict, draft)


def _faults(file, kind, verdict, draft):
    value = reading.read(file, reading.Portico)
    if value is None and kind != "portal":
        return  # an empty file is legal there, and has nothing to check
    fault = verdict.fault(flagged(kind, value, draft))
    if fault:
        yield f"{file.name}: {fault}"
    if verdict.is_legal:
        seen = flagged(kind, reading.read(file, reading.Editor), draft)
        if seen:
            yield f"{file.name}: an editor would flag {sorted(seen)}"

"""The schemas that `portico schema` prints, held by an independent validator against what Portico itself says."""

import json
import os
import subprocess

import jsonschema
import pytest

import tools
import verdicts

KINDS = ["portal", "workspace", "sample"]
#: Draft 7 as well, because many an editor reads every schema so.
DRAFTS = [jsonschema.Draft202012Validator, jsonschema.Draft7Validator]
INVALID = sorted((tools.ROOT / "Tests/Fixtures/workspaces/invalid").iterdir())

every_kind = pytest.mark.parametrize("kind", KINDS)
every_draft = pytest.mark.parametrize("draft", DRAFTS, ids=["2020-12", "7"])


@pytest.fixture(scope="session")
def hostile_workspaces(shared_folder):
    """The hostile files of the Swift tests, as workspaces."""

    def fill(folder):
        command = ["swift", "test", "--skip-build", "--filter", "HostileCorpusTests"]
        environment = os.environ | {"PORTICO_CORPUS": str(folder)}
        result = subprocess.run(command, cwd=tools.ROOT, env=environment, capture_output=True, text=True, timeout=600)
        if result.returncode != 0 or not list(folder.iterdir()):
            pytest.fail(f"the hostile files were not written\n{result.stdout}{result.stderr}", pytrace=False)

    return sorted(shared_folder("hostile", fill).iterdir())


@every_kind
@every_draft
def test_a_schema_is_one(kind, draft):
    draft.check_schema(verdicts.schema(kind))


@every_kind
def test_every_field_says_what_it_is(kind):
    fields = list(_fields(verdicts.schema(kind)))
    assert len(fields) > 10
    said = {name: (field.get("title"), field.get("description", "")) for name, field in fields}
    assert [name for name, (title, text) in said.items() if not title or not text.endswith(".")] == []


#: One side of each pattern and the other: hosts, days, ids, keys, and characters that dialects see differently.
TEXTS = [
    "", " ", "\n", "\u00a0", "\u2028", "\u202e", "\U000e0041", "\U0001f600", "é", "１２３４５６",
    "0044d4", "#04d", "0044d4\n", "acme-billing", "index.html", "INDEX.HTML", ".portico-1", "page-2.html", "..",
    "a..b", "billing.acme.example", "a.-b.c", "https://acme.example/a?b=%20", "HTTP://[::1]:80/", "http://[1:2]",
    "http://[::ffff:1.2.3.4]", "http://a:65536", "a@b.c", "+1 (555) 010-0", "2024-02-29", "2026-02-29", "2026-13",
    "12.00", "12.000", "1000000", "1000001", "en-US", "EN", "USD", "site", "Logos/x", "logosite", "a/.git/b", "a//b",
    "colors", "colours", "Terms_of-service", "nmae", "primary", "x",
]  # fmt: skip

MATCHES = """
const {patterns, texts} = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(patterns.map(pattern => texts.map(text => new RegExp(pattern, "u").test(text)))));
"""


@every_kind
def test_patterns_are_ecmascript_and_say_the_same_there(kind):
    patterns = sorted(set(_patterns(verdicts.schema(kind))))
    given = json.dumps({"patterns": patterns, "texts": TEXTS})
    result = subprocess.run([tools.node(), "-e", MATCHES], input=given, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    for pattern, found in zip(patterns, json.loads(result.stdout), strict=True):
        assert found == [bool(verdicts.search(pattern, text)) for text in TEXTS], pattern


@every_draft
def test_the_examples_are_legal(draft):
    workspace = tools.ROOT / "examples/storefronts"
    assert all(verdict.is_legal for verdict in verdicts.verdicts(workspace).values())
    assert len(list(verdicts.files(workspace))) > 10
    assert list(verdicts.faults(workspace, draft)) == []


@every_draft
def test_a_new_workspace_is_legal_and_names_its_schemas(draft, tmp_path):
    subprocess.run([tools.portico(), "init", tmp_path], capture_output=True, check=True, timeout=60)
    assert verdicts.verdicts(tmp_path) == {}
    assert list(verdicts.faults(tmp_path, draft)) == []
    for file, kind in verdicts.files(tmp_path):
        first = file.read_text().splitlines()[0]
        named = file.parent / first.removeprefix("# yaml-language-server: $schema=")
        printed = subprocess.run([tools.portico(), "schema", kind], capture_output=True, check=True, timeout=60)
        assert named.read_bytes() == printed.stdout


@pytest.mark.parametrize("workspace", INVALID, ids=lambda workspace: workspace.name)
def test_the_verdict_on_a_fault_is_porticos(workspace):
    assert list(verdicts.faults(workspace)) == []


@pytest.mark.parametrize("draft", [DRAFTS[0], pytest.param(DRAFTS[1], marks=pytest.mark.long)], ids=["2020-12", "7"])
def test_the_verdict_on_hostile_files_is_porticos(draft, hostile_workspaces):
    assert len(hostile_workspaces) > 100
    found = {folder.name: list(verdicts.faults(folder, draft)) for folder in hostile_workspaces}
    assert {name: faults for name, faults in found.items() if faults} == {}


#: What Portico reads as text, and an editor as a number.
NUMBERS = ["004400", "134230", "1e1000", "12e456", "000005", "0"]
GOOD = "name: Acme\nslug: acme-billing\nwebsiteId: acme-main\n"


@pytest.mark.parametrize("text", NUMBERS[:-1])
def test_an_unquoted_colour_is_legal(text, tmp_path):
    assert _verdict(tmp_path, f"{GOOD}customization: {{colors: {{primary: {text}}}}}\n").is_legal


@pytest.mark.parametrize("text", NUMBERS)
def test_an_unquoted_number_is_text_elsewhere(text, tmp_path):
    _verdict(tmp_path, f"id: '{text}'\nname: {text}\nslug: '{text:0>5}'\nwebsiteId: {text}\n")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("acme.yaml", GOOD + "custommisation: {}\n"),
        ("acme.yaml", GOOD + f"x-portico: {{notes: {'é' * 9000}}}\n"),
        ("acme.json", '{"name": 5, "slug": "acme-billing", "websiteId": "w"}'),
        ("acme & sons.yaml", GOOD),
        ("acme.yaml", GOOD + "x-portico: {logo: logos/none.svg}\n"),
    ],
    ids=["near key", "bytes", "number in JSON", "file name", "logo"],
)
def test_some_errors_no_schema_finds(name, text, tmp_path):
    verdict = _verdict(tmp_path, text, name)
    assert verdict.beyond_schemas and not verdict.certain


@pytest.mark.parametrize(
    "line",
    [
        "customisation: {}", "Features: {}", "features: {order_cancel: false}", "customization: {colours: {}}",
        "x-portico: {environments: {live: {satus: active}}}", "colors: {primary: 0044d4}", "primary: 0044d4",
        "features.orderCancel: false", "features: {status: active}",
        "customization: {colors.primary: 0044d4}", "x-portico: {color: blue}", "x-portico: {environments: {live: []}}",
        "x-portico: {environments: {live: {slug: a, primary: b}}}",
        "x-portico: {environments: {live: {x-portico: {environments: {}}}}}",
        "x-portico: {environments: {live: {x-portico: {website: {url: acme.example}}}}}",
    ],
)  # fmt: skip
def test_a_key_or_an_environment_at_fault_is_found(line, tmp_path):
    assert verdicts.flagged("portal", _value(tmp_path, f"{GOOD}{line}\n"))
    _verdict(tmp_path, f"{GOOD}{line}\n")


def _verdict(folder, text, name="acme.yaml"):
    """What Portico says of a portal; the schema must say the same."""
    (folder / "portals").mkdir(exist_ok=True)
    (folder / "portico.yaml").write_text("")
    (folder / "portals" / name).write_text(text)
    assert list(verdicts.faults(folder)) == []
    return verdicts.verdicts(folder).get(f"portals/{name}", verdicts.Verdict())


def _value(folder, text):
    file = folder / "value.yaml"
    file.write_text(text)
    return verdicts.reading.read(file, verdicts.reading.Portico)


def _patterns(schema):
    """Every pattern of a schema."""
    for key, value in schema.items():
        if key == "pattern" and isinstance(value, str):
            yield value
        if key == "patternProperties":
            yield from value
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from _patterns(inner)


def _fields(schema, name=""):
    """The named fields of a schema, whatever they stand in."""
    for key, field in schema.get("properties", {}).items():
        if "$ref" not in field:
            yield f"{name}.{key}", field
            yield from _fields(field, f"{name}.{key}")
    for inner in (schema.get("additionalProperties"), schema.get("items"), *schema.get("$defs", {}).values()):
        if isinstance(inner, dict):
            yield from _fields(inner, f"{name}[]")

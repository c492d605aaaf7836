"""The hooks of .pre-commit-hooks.yaml, run by pre-commit itself at commits."""

import sys

import pytest
import yaml

import guide
import tools

MANIFEST = tools.ROOT / ".pre-commit-hooks.yaml"
CONFIGURATION = guide.block(".pre-commit-config.yaml")
HOOKS = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text())}


@pytest.fixture
def hooks(tmp_path, variables):
    """A repository that holds nothing but the hooks, with the tag that docs/ci.md names."""
    folder = tmp_path / "hooks"
    folder.mkdir()
    (folder / MANIFEST.name).write_bytes(MANIFEST.read_bytes())
    guide.run(["git", "init", "--quiet"], folder, variables)
    guide.run(["git", "add", "."], folder, variables)
    guide.run(["git", "commit", "--quiet", "--message=Hooks"], folder, variables)
    guide.run(["git", "tag", CONFIGURATION["repos"][0]["rev"]], folder, variables)
    return folder


@pytest.fixture
def commit(repository, hooks, variables):
    """Commits everything with some hooks; says whether that went through, and what they said."""

    def committed(*chosen, status):
        configuration = {"repos": [CONFIGURATION["repos"][0] | {"repo": str(hooks)}]}
        if chosen:
            configuration["repos"][0]["hooks"] = list(chosen)
        (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))
        guide.run([sys.executable, "-m", "pre_commit", "install"], repository, variables)
        guide.run(["git", "add", "."], repository, variables)
        return guide.run(["git", "commit", "--message=Change"], repository, variables, status)

    return committed


def write(repository, old, new, file="portals/acme.yaml"):
    text = (repository / file).read_text()
    assert text.count(old) == 1
    (repository / file).write_text(text.replace(old, new))


def test_the_manifest_is_one(variables):
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", MANIFEST]
    assert guide.run(command, tools.ROOT, variables) == ""
    assert [hook for hook in HOOKS if f"| `{hook}` |" not in guide.GUIDE] == []


def test_a_good_change_is_committed(repository, commit, variables):
    write(repository, "name: Acme billing (EU)", "name: Acme billing (US)")
    guide.run(["portico", "docs", "--output", "docs/portals"], repository, variables)
    said = commit(status=0)
    assert said.count("Passed") == len(CONFIGURATION["repos"][0]["hooks"]) == 2, said


def test_a_file_that_is_no_portal_is_not_mended(repository, commit):
    (repository / "README.md").write_text("Ours\n")
    assert "portico lint --fix" in (said := commit({"id": "portico-lint-fix"}, status=0))
    assert "Skipped" in said and "Passed" not in said


@pytest.mark.parametrize("hook", ["portico-lint", "portico-lint-fix"])
@pytest.mark.parametrize(
    "old, new", [('"0044d4"', "0044d"), ("https://acme.example/terms", "http://acme.example/terms")],
    ids=["error", "warning"],
)  # fmt: skip
def test_a_bad_portal_is_not_committed(repository, commit, hook, old, new):
    write(repository, old, new)
    said = commit({"id": hook}, status=1)
    assert "Failed" in said and "portals/acme.yaml:" in said


def test_what_is_certain_is_mended_and_then_committed(repository, commit):
    write(repository, '"0044d4"', '"#0044d5"')
    said = commit({"id": "portico-lint-fix"}, status=1)
    assert "files were modified by this hook" in said
    assert '"0044d5"' in (repository / "portals/acme.yaml").read_text()
    assert "Passed" in commit({"id": "portico-lint-fix"}, status=0)


def test_what_is_certain_is_only_reported_by_the_check(repository, commit):
    write(repository, '"0044d4"', '"#0044d4"')
    before = (repository / "portals/acme.yaml").read_bytes()
    assert "Failed" in commit({"id": "portico-lint"}, status=1)
    assert (repository / "portals/acme.yaml").read_bytes() == before


def test_what_is_removed_is_seen(repository, commit, variables):
    commit(status=0)
    guide.run(["git", "rm", "--quiet", "logos/acme.svg"], repository, variables)
    assert "logos/acme.svg" in commit({"id": "portico-lint"}, status=1)
    guide.run(["git", "reset", "--quiet", "--hard"], repository, variables)
    guide.run(["git", "rm", "--quiet", "portals/lumen.yaml"], repository, variables)
    assert "docs/portals/lumen/portal.md" in commit({"id": "portico-docs"}, status=1)


def test_stale_docs_are_not_committed(repository, commit):
    write(repository, "name: Acme billing (EU)", "name: Acme billing (US)")
    said = commit(status=1)
    assert said.index("portico lint --fix") < said.index("Passed") < said.index("portico docs --check")
    assert "docs/portals/acme/portal.md" in said and "portico docs --output docs/portals" in said


def test_what_is_not_added_is_not_checked(repository, commit, variables):
    """pre-commit puts aside what is not added, so that the commit is what is checked."""
    commit({"id": "portico-lint"}, status=0)
    write(repository, "1f6b4f", "1f6b50", "portals/juniper.yaml")
    guide.run(["git", "add", "."], repository, variables)
    write(repository, '"0044d4"', "0044d")
    assert "Passed" in guide.run(["git", "commit", "--message=Part"], repository, variables)
    assert "primary: 0044d," in (repository / "portals/acme.yaml").read_text()


def test_arguments_lead_to_a_workspace_in_a_folder(repository, commit, variables):
    """The example of docs/ci.md."""
    example = guide.GUIDE.split("        args: [--workspace", 1)[1].split("\n", 1)[0]
    hook = {"id": "portico-docs", "args": yaml.safe_load(f"[--workspace{example}")}
    folder = repository / "storefronts"
    guide.run(["portico", "init", folder], repository, variables)
    guide.run(["git", "rm", "-r", "--quiet", "docs"], repository, variables)
    for name in ("portico.yaml", "portals", "logos", "schemas"):
        guide.run(["git", "rm", "-r", "--quiet", name], repository, variables)
    (repository / "README.md").write_text("# Ours\n\n<!-- portico:matrix -->\n<!-- /portico:matrix -->\n")
    assert "README.md" in commit(hook, status=1)
    guide.run(["portico", "docs", *hook["args"]], repository, variables)
    assert "Passed" in commit(hook, status=0)

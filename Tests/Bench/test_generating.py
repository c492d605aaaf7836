"""The portals that the benchmark makes: the same ones each time, of many kinds, and without an error."""

import re
import subprocess

import pytest

import generate
import tools
from measuring import files_below

COUNT = 300


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many") / "workspace"
    generate.generate(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def portals(workspace):
    """The text of each portal file."""
    return [path.read_text() for path in sorted((workspace / "portals").iterdir())]


def contents(folder):
    return {path: (folder / path).read_bytes() for path in files_below(folder)}


def test_portico_finds_no_error(workspace):
    command = [tools.portico(), "lint", "--workspace", workspace]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stdout
    assert f" in {COUNT} portals" in result.stdout + result.stderr


def test_the_same_seed_makes_the_same_bytes(workspace, tmp_path):
    generate.generate(tmp_path / "again", COUNT)
    assert contents(tmp_path / "again") == contents(workspace)


def test_another_seed_makes_other_portals(workspace, tmp_path):
    generate.generate(tmp_path / "other", COUNT, seed=2)
    assert contents(tmp_path / "other").keys() != contents(workspace).keys()


@pytest.mark.parametrize("count", [1, 10, 25])
def test_a_smaller_workspace_has_the_first_portals(workspace, tmp_path, count):
    generate.generate(tmp_path / "few", count)
    few, many = contents(tmp_path / "few"), contents(workspace)
    assert few.items() <= many.items()
    assert len([path for path in few if path.startswith("portals/")]) == count


def test_ten_portals_share_a_logo_of_realistic_size(workspace, portals):
    used = re.findall(r"^  logo: (\S+)$", "\n".join(portals), re.MULTILINE)
    assert 0.75 * COUNT < len(used) < COUNT
    assert all(used.count(logo) == generate.PORTALS_A_BRAND for logo in used)
    assert {logo.rpartition(".")[2] for logo in used} == {"svg", "png"}
    sizes = [size for path, (size, *_) in files_below(workspace).items() if path.startswith("logos/")]
    assert 1_000 <= min(sizes) <= max(sizes) <= 10_240


@pytest.mark.parametrize(
    "pattern",
    [
        *(rf"^features:.*\b{feature}: false" for feature in generate.FEATURES),
        r"^    (termsOfService|privacyPolicy|refundPolicy): null$", r"^status: inactive$", r"^customDomain: null$",
        r"^  notes: \|\n.*\n\n", r"^    live: ", "^# ", "[א-ת]", "[ء-ي]", "[Α-ω]", "[А-я]", "[ก-ฮ]", "[一-鿿]", "<Lab>",
    ],
)  # fmt: skip
def test_portals_are_of_many_kinds(portals, pattern):
    flags = re.MULTILINE if "features" not in pattern else re.MULTILINE | re.DOTALL
    count = sum(1 for text in portals if re.search(pattern, text, flags))
    assert 0 < count < COUNT


def test_no_two_portals_have_the_same_slug(portals):
    slugs = re.findall(r'^slug: "?([\w-]+)', "\n".join(portals), re.MULTILINE)
    assert len(slugs) == len(set(slugs)) == COUNT

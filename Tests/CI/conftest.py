"""What every test of the guide to CI starts from: a repository with a workspace, its docs committed."""

import pytest

import guide
import tools


@pytest.fixture
def variables(tmp_path):
    """The environment of everything that runs, with `portico` on the path."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "portico").symlink_to(tools.portico())
    variables = guide.environment(tmp_path)
    return variables | {"PATH": f"{programs}:{variables['PATH']}"}


@pytest.fixture
def repository(tmp_path, variables):
    """A git repository with what `portico init` writes, and the docs of it."""
    folder = tmp_path / "repository"
    folder.mkdir()
    guide.run(["git", "init", "--quiet", "--initial-branch=main"], folder, variables)
    guide.run(["portico", "init"], folder, variables)
    guide.run(["portico", "docs", "--output", "docs/portals"], folder, variables)
    guide.run(["git", "add", "."], folder, variables)
    guide.run(["git", "commit", "--quiet", "--message=Start"], folder, variables)
    return folder

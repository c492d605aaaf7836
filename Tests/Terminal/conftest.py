import pytest

import sandboxes


@pytest.fixture
def sandbox():
    with sandboxes.running() as announced:
        yield announced


@pytest.fixture
def workspace(tmp_path):
    """Writes a workspace of portals that the sandbox takes; returns its folder."""

    def written(count=1):
        (tmp_path / "portals").mkdir()
        (tmp_path / "portico.yaml").write_text("")
        for number in range(count):
            name = f"brand-{number:02}"
            text = f"name: Brand {number}\nslug: {name}\nwebsiteId: web_sandbox\n"
            (tmp_path / f"portals/{name}.yaml").write_text(text)
        return tmp_path

    return written

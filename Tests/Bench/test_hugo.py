"""What the benchmark hands to Hugo: the data that fill Portico's own templates, and one template made from them."""

import html
import json
import re
import shutil
import subprocess

import pytest

import generate
import tools
from hugo import comparing, keys, site, templates

COUNT = 20


def render(workspace, folder):
    command = [tools.portico(), "render", "--workspace", workspace, "--output", folder]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A workspace, its site, and the site of Hugo's that was made from them."""
    folder = tmp_path_factory.mktemp("hugo")
    generate.generate(folder / "workspace", COUNT)
    render(folder / "workspace", folder / "site")
    site.prepare(folder / "hugo", folder / "workspace", lambda told: render(folder / "workspace", told))
    return folder


def test_each_portal_has_its_data(prepared):
    files = sorted((prepared / "hugo/content").iterdir())
    assert [file.stem for file in files] == sorted(path.stem for path in (prepared / "workspace/portals").iterdir())
    for file in files:
        values = json.loads(file.read_text())
        page = (prepared / "site" / file.stem / "preview.html").read_text()
        assert f"<title>{html.escape(values['websiteName']).replace('&#x27;', '&#39;')}</title>" in page
        assert f"--head-accent: #{values['headAccent']};" in page
        assert (prepared / "hugo/assets" / values["logo"]).is_file() == ("logo" in values and values["hasLogo"])


def test_the_workspace_is_left_as_it_was(prepared, tmp_path):
    generate.generate(tmp_path / "workspace", COUNT)
    assert sorted(path.name for path in (prepared / "workspace").iterdir()) == sorted(
        path.name for path in (tmp_path / "workspace").iterdir()
    )


def test_the_template_has_every_screen_and_closes_what_it_opens(prepared):
    text = (prepared / "hugo/layouts/_default/single.html").read_text()
    assert re.findall(r'<div class="screen[^>]* id="([\w-]+)"', text) == [screen[0] for screen in templates.SCREENS]
    tags = re.findall(r"\{\{-? (if|range|end)\b", text)
    assert tags.count("end") == tags.count("if") + tags.count("range") > 100
    assert not re.search(r"\{\{[#^/>&]", text)


def test_a_name_that_no_key_fills_is_noticed():
    with pytest.raises(AssertionError, match="does not list"):
        templates.page({"websiteName": "text"}, {"websiteName"})


@pytest.mark.skipif(not shutil.which("hugo"), reason="make bench installs Hugo")
def test_hugo_renders_the_same_pages(prepared):
    public = prepared / "hugo/public"
    command = ["hugo", "--quiet", "--source", prepared / "hugo", "--destination", public]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert site.check(prepared / "site", public) == (COUNT, [])
    for page in public.glob("*/index.html"):
        page.write_text(page.read_text().replace("Hello, ", "Hallo, "))
    assert len(site.check(prepared / "site", public)[1]) == COUNT


@pytest.mark.parametrize(
    "theirs",
    ['<p class="a">One  two</p>', '<p class="a">\n  One\n  two\n</p>\n', "<p class='a'>One &#116;wo</p>"],
)
def test_white_space_and_spelling_make_no_difference(theirs):
    assert comparing.difference('<p class="a">One two</p>', theirs) is None


@pytest.mark.parametrize(
    "theirs",
    ['<p class="a">One two three</p>', '<p class="a">One</p>', '<p class="b">One two</p>', '<b class="a">One two</b>',
     '<p class="a">One two</p><!-- -->', "<p>One two</p>"],
)  # fmt: skip
def test_words_tags_and_attributes_make_one(theirs):
    assert comparing.difference('<p class="a">One two</p>', theirs)


def test_a_style_may_lack_its_comments_and_nothing_else():
    ours = "<style>a { color: red } /* why */</style>"
    assert comparing.difference(ours, "<style>a { color: red }</style>") is None
    assert comparing.difference(ours, "<style>a { color: blue }</style>")


def test_what_is_told_is_read_back():
    documented = {"name": "text", "isOn": "switch", "rows": {"line": "text", "isLast": "switch"}}
    assert keys.telling(documented).count("{{") == 8
    page = "<body><pre>\nname=a=b &lt;c&gt; [\nisOn!\nrows[\nline=1!\n]\nrows[\nline=\nisLast!\n]\n</pre></body>"
    told = {"name": "a=b <c> [", "isOn": True, "rows": [{"line": "1!"}, {"line": "", "isLast": True}]}
    assert keys.told(page) == told

"""Makes a Hugo site that renders the preview of each portal, from what Portico fills its own templates with.

Nothing of this is timed. Hugo gets every value ready to print, so that its job is the easier one.
"""

import json
import pathlib
import random
import re
import shutil

from hugo import comparing, keys, templates

HERE = pathlib.Path(__file__).resolve().parent
INACTIVE = re.compile(r"^status: inactive$", re.MULTILINE)
LOGO = re.compile(r"^  logo: logos/(\S+)$", re.MULTILINE)


def prepare(folder, workspace, render):
    """Writes the site of a workspace into a new folder.

    `render(site)` renders the workspace with Portico into a folder; the workspace has a template more in the meantime.
    """
    documented = keys.documented()
    told = _told(workspace, folder / "told", render, documented)
    of_portal = _what_differs(told.values()) | set(_of_portals())
    shared = {name: value for name, value in next(iter(told.values())).items() if name not in of_portal}
    _write(folder / "data/sample.json", json.dumps(shared, ensure_ascii=False))
    _write(folder / "layouts/_default/single.html", templates.page(documented, of_portal))
    _copy(workspace, folder)
    for id, values in told.items():
        own = {name: value for name, value in values.items() if name in of_portal}
        own |= _from_file((workspace / "portals" / f"{id}.yaml").read_text())
        _write(folder / "content" / f"{id}.md", json.dumps(own, ensure_ascii=False, indent=1) + "\n")


def _told(workspace, site, render, documented):
    """What Portico fills the preview of each portal with."""
    override = workspace / "templates/preview.mustache"
    _write(override, keys.telling(documented))
    try:
        render(site)
    finally:
        shutil.rmtree(override.parent)
    ids = sorted(path.stem for path in (workspace / "portals").iterdir())
    told = {id: keys.told((site / id / "preview.html").read_text()) for id in ids}
    shutil.rmtree(site)
    return told


def _of_portals():
    """What the README lists as the portal's, whether or not it differs between these."""
    readme = (keys.ROOT / "templates/README.md").read_text()
    section = readme.split("### Preview: the portal", 1)[1].split("###", 1)[0]
    return re.findall(r"^\| `(\w+)`", section, re.MULTILINE)


def _what_differs(told):
    """The keys whose values are not the same for all portals."""
    told = iter(told)
    first, differ = next(told), set()
    for values in told:
        if values != first:
            differ |= {name for name in first.keys() | values.keys() if first.get(name) != values.get(name)}
    return differ


def _from_file(text):
    """What Portico has no key for: the logo's file, and whether customers can reach the portal."""
    values = {"isInactive": True} if INACTIVE.search(text) else {}
    return values | ({"logo": logo[1]} if (logo := LOGO.search(text)) else {})


def _copy(workspace, folder):
    shutil.copytree(workspace / "logos", folder / "assets")
    shutil.copy(HERE / "hugo.toml", folder)
    (folder / "layouts/partials").mkdir()
    shutil.copy(HERE / "logo.html", folder / "layouts/partials")


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def check(portico_site, hugo_site, count=50):
    """Compares pages of some portals; returns how many there are, and what differs, a line a portal."""
    ids = sorted(path.parent.name for path in portico_site.glob("*/preview.html"))
    chosen = random.Random(1).sample(ids, min(count, len(ids)))
    problems = []
    for id in chosen:
        page = hugo_site / id / "index.html"
        if not page.is_file():
            problems.append(f"{id}: Hugo made no page")
        elif found := comparing.difference((portico_site / id / "preview.html").read_text(), page.read_text()):
            problems.append(f"{id}: {found}")
    return len(ids), problems

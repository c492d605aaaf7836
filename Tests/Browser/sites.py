"""The sites that the browser tests look at, and the workspaces that they are rendered from."""

import dataclasses
import pathlib

import yaml

import many
import tools
from workspaces import COLORS, EXAMPLES, LONG_NAMES, portal

#: Notes with everything that CommonMark has, and more of it than fits.
NOTES = f"""# First
## Second
A *word*, a **word**, `code`, [a link](https://acme.example/{"a" * 80}) and {"word" * 30}.

> Quoted
> > twice

1. one
   - two
     - three

***

```
{"a line that is longer than the page is wide, " * 8}
```
"""

OFF = {"orderCancel": False, "orderAddressEdit": False, "paymentInstrumentAdd": False}


@dataclasses.dataclass(frozen=True)
class Site:
    """What a workspace holds."""

    portals: list
    #: Files that cannot be read as a portal, by their names: each has a board.
    unreadable: dict = dataclasses.field(default_factory=dict)
    #: Files whose id is taken or cannot be one, by their names: they have a card alone.
    alone: dict = dataclasses.field(default_factory=dict)

    @property
    def pages(self):
        """The HTML pages that belong to the site, none of them named in two ways."""
        boards = {f"{pathlib.Path(name).stem}/index.html" for name in self.unreadable}
        names = ("index.html", "docs.html", "preview.html")
        return {"index.html", "docs.html", *boards, *(f"{portal}/{name}" for portal in self.portals for name in names)}


SITES = {
    "examples": Site(EXAMPLES),
    "colors": Site(COLORS),
    "long-names": Site(LONG_NAMES),
    "states": Site(
        [
            portal("errors", slug="ab", status="maybe", featurs={}, colors=("ffd400", "red"), flavour=1, features=OFF),
            portal("inactive", status="inactive", **{"x-portico": {"notes": NOTES}}),
        ],
        unreadable={"broken.yaml": "name: [Acme\n", "empty.yaml": ""},
        alone={
            "has space.yaml": "name: No id\nslug: no-id-here\nwebsiteId: acme\n",
            "twin.yaml": "id: inactive\nname: Twin\nslug: twin-of-inactive\nwebsiteId: acme\n",
        },
    ),
    "one": Site([portal("acme")]),
    "none": Site([]),
}

#: Ten thousand portals; of their pages only those for all of them, and those of one portal.
TEN_THOUSAND = "ten-thousand"

#: The sites with errors in their files, which `render` reports by its status.
WITH_ERRORS = {"states", TEN_THOUSAND}


def source(name, folder: pathlib.Path):
    """The arguments with which `render` makes a site; writes into the folder what has to be there."""
    if name == "examples":
        return ["--workspace", tools.ROOT / "examples/storefronts"]
    if name == TEN_THOUSAND:
        return ["--from", many.write(folder / many.FILE), "--portal", many.PORTALS[0]["id"]]
    return ["--workspace", _write(SITES[name], folder / "workspace")]


def _write(site, folder):
    """Writes a workspace and returns its folder."""
    (folder / "portals").mkdir(parents=True)
    (folder / "portico.yaml").write_text("")
    for portal in site.portals:
        text = yaml.safe_dump(portal.body, allow_unicode=True, sort_keys=False)
        (folder / f"portals/{portal.id}.yaml").write_text(text)
    for name, text in (site.unreadable | site.alone).items():
        (folder / f"portals/{name}").write_text(text)
    return folder

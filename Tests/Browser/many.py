"""Ten thousand portals as one answer of the API, and what a search over them has to find."""

import dataclasses
import json
import unicodedata

FILE = "answer.json"
#: The last page of the gallery has three cards.
COUNT = 10_003
PAGE_SIZE = 200
PAGE_COUNT = 51

NAMES = ["Café", "Harbor", "Ångström", "ورق", "Tallow & Wick", "Ｗｉｄｅ", "Île-de-Ré", "<b>Bold</b>", "Ode"]

#: With links there is nothing to say of a portal.
LINKS = {"links": {"termsOfService": "https://terms.example", "privacyPolicy": None, "refundPolicy": None}}


@dataclasses.dataclass(frozen=True)
class Row:
    """What the gallery shows of a portal, as far as the search has to know."""

    #: `active`, `inactive`, `unreadable`, or `alone` for a portal whose id is taken.
    kind: str
    id: str
    title: str
    address: str
    has_problems: bool

    @property
    def text(self):
        return plain(f"{self.title}\n{self.address}\n{self.id}")


def plain(text):
    """A text without accents and in lower case."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M").lower()


def found(query="", status=None, has_problems=None):
    """The portals that have all words of a query and pass the filters, in the order of the gallery."""
    words = plain(query).split()
    return [
        row
        for row in ROWS
        if all(word in row.text for word in words)
        and status in (None, row.kind)
        and has_problems in (None, row.has_problems)
    ]


def write(file):
    """Writes the answer and returns its file."""
    file.write_text(json.dumps(PORTALS, separators=(",", ":")))
    return file


def _portal(number):
    name = f"{NAMES[number % len(NAMES)]} {number}"
    portal = {"id": f"p{number:05}", "name": name, "slug": f"slug-{number}", "websiteId": "w", "customization": LINKS}
    if number % 7 == 0:
        portal["status"] = "inactive"
    if number % 3 == 0:
        portal["customDomain"] = f"billing-{number}.example"
    if number % 50 == 4:
        portal["flavour"] = "unknown, which is a warning"
    if number % 1000 == 500:
        portal["id"] = f"p{number - 1:05}"
    if number % 1000 == 600:
        del portal["slug"]
    return portal


def _row(number, portal):
    host = "portal.secure-payments.app/billing-portal"
    address = portal.get("customDomain") or f"{host}/{portal.get('slug')}"
    if number % 1000 == 500:
        return Row("alone", portal["id"], portal["name"], FILE, True)
    if "slug" not in portal:
        return Row("unreadable", portal["id"], "This file can’t be read", FILE, True)
    return Row(portal.get("status", "active"), portal["id"], portal["name"], address, "flavour" in portal)


PORTALS = [_portal(number) for number in range(COUNT)]
ROWS = [_row(number, portal) for number, portal in enumerate(PORTALS)]

#!/usr/bin/env python3
"""Makes a workspace with many portals, the same ones for the same seed: generate.py COUNT FOLDER [--seed SEED]

Ten portals are a brand and share its logo; the brands are as different as those of many companies. A smaller workspace
has the first portals of a larger one.
"""

import argparse
import dataclasses
import itertools
import os
import pathlib
import random

import logos

PORTALS_A_BRAND = 10

SETTINGS = """\
# Made by Benchmarks/generate.py.
output: site
sample: {locale: en-US, currency: USD, date: 2026-01-15}
environments:
  live: {rebilly: {server: live, organizationId: org-benchmark}}
"""

#: The first part of a brand's public name, as customers write it, and what it is called in an address.
NAMES = [
    ("Acorn", "acorn"), ("Birchline", "birchline"), ("Café Lumière", "cafe-lumiere"), ("Søren & Fils", "soren-fils"),
    ("Übersee", "uebersee"), ("Žluťásek", "zlutasek"), ("Łąka", "laka"), ("İpek", "ipek"), ("O’Brien", "obrien"),
    ("Ελιά", "elia"), ("Берёза", "bereza"), ("Світанок", "svitanok"), ("ورق ونجوم", "waraq"), ("שקד", "shaked"),
    ("चाय घर", "chai-ghar"), ("ร้านกาแฟ", "ran-kafe"), ("青い鳥", "aoi-tori"), ("山水", "shanshui"), ("한빛", "hanbit"),
    ("Phở Sài Gòn", "pho-sai-gon"), ("Nimbus", "nimbus"), ("Kestrel", "kestrel"), ("Quarry", "quarry"),
    ("Tallow + Wick", "tallow-wick"), ("R&D <Lab>", "rd-lab"), ("Harbor", "harbor"), ("Ode", "ode"), ("Fern", "fern"),
]  # fmt: skip
KINDS = [
    "Audio", "Books", "Clinic", "Coffee", "Energy", "Gardens", "Hosting", "Insurance", "Kitchen", "Mobile", "Press",
    "Software", "Studio", "Supply", "Travel", "Works",
]  # fmt: skip
LONG_KINDS = [
    "Cooperative for Community-Supported Agriculture and Seasonal Kitchen Boxes",
    "International Society of Independent Publishers and Booksellers",
]
REGIONS = [
    ("EU", "eu"), ("US", "us"), ("UK", "uk"), ("Canada", "ca"), ("Japan", "jp"), ("Australia", "au"), ("Brasil", "br"),
    ("India", "in"), ("Nordics", "nordics"), ("resellers", "resellers"),
]  # fmt: skip
TEAMS = ["billing", "subscriptions", "growth", "platform", "support", "brand"]
PEOPLE = ["Noor", "Agnieszka", "Tomás", "Mei", "Oluwaseun", "Ingrid", "Rahul", "Zoë"]

FEATURES = [
    "authenticateWithPassword", "orderCancel", "orderAddressEdit", "paymentInstrumentAdd", "paymentInstrumentUpdate",
    "paymentInstrumentDeactivate",
]  # fmt: skip
LINKS = [("termsOfService", "terms"), ("privacyPolicy", "privacy"), ("refundPolicy", "refunds")]

SENTENCES = [
    "Owned by the *{team}* team; ask **{person}** before you change the header.",
    "The blue of the packaging is not the blue of the logo. Change both or neither.",
    "Boxes are packed on Mondays, so that a card that is gone by then is a lost box.",
    "See the [style page](https://{domain}/docs/style) for what `primary` may be.",
    "Customers of this brand call before they click: keep the phone number in the footer.",
    "The refund policy is being rewritten, and leaves the footer until it is done.",
    "Prices differ here, the portal doesn’t.",
]
LIST = """
1. *Colours and logo*: {person}
2. *Switches*: whoever is on call

### Before a change

- look at the phone width
- ask for a review, and
- **never** on a Friday

> Sign-in by link goes away in summer.

```sh
portico lint
portico render --portal {id}
```"""


@dataclasses.dataclass(frozen=True)
class Brand:
    """What the portals of a company have in common."""

    name: str
    handle: str
    domain: str
    primary: str
    secondary: str
    phone: str
    logo: str | None


def generate(folder, count, seed=1):
    """Writes a workspace with as many portals into a folder that is new or empty."""
    folder = pathlib.Path(folder)
    for name in ("portals", "logos"):
        (folder / name).mkdir(parents=True)
    (folder / "portico.yaml").write_text(SETTINGS)
    for first in range(0, count, PORTALS_A_BRAND):
        number = first // PORTALS_A_BRAND
        chance = random.Random(f"{seed}/{number}")
        brand = _brand(number, chance, folder / "logos")
        for region, handle in itertools.islice(REGIONS, count - first):
            id = f"{brand.handle}-{handle}"
            _write(folder / "portals" / f"{id}.yaml", _portal(id, brand, region, chance).encode())


def _brand(number, chance, folder):
    (first, handle), kind = NAMES[number % len(NAMES)], chance.choice(KINDS)
    if chance.random() < 0.03:
        kind = chance.choice(LONG_KINDS)
    handle = f"{handle}-{kind.split()[0].lower()}-{number:05}"
    primary, secondary = _colors(chance)
    return Brand(
        name=f"{first} {kind}" if chance.random() < 0.8 else first,
        handle=handle,
        domain=f"{handle}.example",
        primary=primary,
        secondary=secondary,
        phone=f"+1 555 {number % 10000:04}",
        logo=_logo(handle, primary, chance, folder),
    )


def _colors(chance):
    """Colours that mostly have enough contrast; every eighth pair hasn't, and is painted in other shades."""
    if chance.random() < 0.125:
        return f"{chance.randrange(1 << 24):06x}", f"{chance.randrange(1 << 24):06x}"
    primary = [chance.randrange(256) for _ in range(3)]
    while _luminance(primary) > 0.15:
        primary = [channel * 4 // 5 for channel in primary]
    secondary = [255] * 3 if chance.random() < 0.4 else [chance.randrange(238, 256) for _ in range(3)]
    return bytes(primary).hex(), bytes(secondary).hex()


def _luminance(channels):
    """The relative luminance of WCAG 2.2."""
    linear = [((value / 255 + 0.055) / 1.055) ** 2.4 if value > 10 else value / 255 / 12.92 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _logo(handle, color, chance, folder):
    """Writes a brand's logo: as SVG with the PNG that the service takes, as PNG alone, or none at all."""
    kind = chance.random()
    if kind < 0.1:
        return None
    _write(folder / f"{handle}.png", logos.png(chance, color))
    if kind > 0.6:
        return f"logos/{handle}.png"
    _write(folder / f"{handle}.svg", logos.svg(chance, color))
    return f"logos/{handle}.svg"


def _portal(id, brand, region, chance):
    """A portal file; how it is written differs as well, because people and programs write them."""
    quote = '"' if chance.random() < 0.3 else ""
    lines = [f"# {brand.handle}, {region}"] if chance.random() < 0.2 else []
    lines += [
        f"name: {_text(f'{brand.name} – {chance.choice(TEAMS)} ({region})')}",
        f"slug: {quote}{id}{quote}",
        f"websiteId: {quote}{id}-main{quote}",
    ]
    if chance.random() < 0.5:
        lines.append(f"status: {'inactive' if chance.random() < 0.2 else 'active'}")
    lines.append(f"customDomain: {f'billing.{id}.example' if chance.random() < 0.7 else 'null'}")
    lines += [*_features(chance), "customization:", *_colors_and_links(brand, chance), "x-portico:"]
    lines += _extension(id, brand, chance)
    return "\n".join(lines) + "\n"


def _features(chance):
    off = [feature for feature in FEATURES if chance.random() < 0.2]
    if chance.random() < 0.4:
        return ["features:", *(f"  {name}: {'false' if name in off else 'true'}" for name in FEATURES)]
    return ["features: {" + ", ".join(f"{name}: false" for name in off) + "}"] if off else []


def _colors_and_links(brand, chance):
    if chance.random() < 0.5:
        yield f'  colors: {{primary: "{brand.primary}", secondary: "{brand.secondary}"}}'
    else:
        yield from ["  colors:", f'    primary: "{brand.primary}"  # brand book', f'    secondary: "{brand.secondary}"']
    yield "  links:"
    for link, page in LINKS:
        address = f"https://{brand.domain}/legal/{page}?from=portal&v=2"
        yield f"    {link}: {address if chance.random() < 0.9 else 'null'}"


def _extension(id, brand, chance):
    if brand.logo:
        yield f"  logo: {brand.logo}"
    website = {"name": _text(brand.name)}
    if chance.random() < 0.9:
        website["url"] = f"https://{brand.domain}"
    if chance.random() < 0.85:
        website["supportEmail"] = f"help+{id}@{brand.domain}"
    if chance.random() < 0.6:
        website["supportPhone"] = f'"{brand.phone}"'
    yield "  website:"
    yield from (f"    {key}: {value}" for key, value in website.items())
    if chance.random() < 0.25:
        yield from ["  notes: |", *_notes(id, brand, chance)]
    if chance.random() < 0.3:
        yield from ["  environments:", f"    live: {{websiteId: {id}-live}}"]


def _notes(id, brand, chance):
    text = " ".join(chance.sample(SENTENCES, chance.randrange(1, len(SENTENCES))))
    if chance.random() < 0.3:
        text += "\n" + LIST
    words = {"team": chance.choice(TEAMS), "person": chance.choice(PEOPLE), "domain": brand.domain, "id": id}
    return (f"    {line}" if line else "" for line in text.format(**words).splitlines())


def _text(text):
    """A text as a double-quoted scalar of YAML; none of ours needs escaping."""
    return f'"{text}"'


def _write(path, content):
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        os.write(file, content)
    finally:
        os.close(file)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, help="how many portals")
    parser.add_argument("folder", type=pathlib.Path, help="the workspace, a folder that is new or empty")
    parser.add_argument("--seed", type=int, default=1, help="other seeds make other portals (1)")
    arguments = parser.parse_args()
    generate(arguments.folder, arguments.count, arguments.seed)


if __name__ == "__main__":
    main()

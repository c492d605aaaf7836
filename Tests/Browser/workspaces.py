"""The portals that the browser tests render, and which screens a portal's file promises."""

import dataclasses
import json

import yaml

import tools

#: Every screen, with the feature that brings it along; None where no feature is needed.
SCREENS = {
    "sign-in": None,
    "check-email": None,
    "overview": None,
    "orders": None,
    "order": None,
    "cancel-order": "orderCancel",
    "order-cancelled": "orderCancel",
    "edit-address": "orderAddressEdit",
    "payment-methods": None,
    "add-payment-method": "paymentInstrumentAdd",
    "update-payment-method": "paymentInstrumentUpdate",
    "deactivate-payment-method": "paymentInstrumentDeactivate",
    "invoices": None,
    "invoice": None,
    "empty": None,
    "problem": None,
}
#: The screen that an inactive portal has besides, as its first.
NOT_FOUND = "not-found"
#: Screens that a situation brings about, not a link.
UNLINKED = {"empty", "problem", NOT_FOUND}

#: Primary and secondary colours that leave no contrast of their own, or a garish one.
WORST_COLORS = [
    ("ffffff", "ffffff"), ("000000", "000000"), ("ffffff", "000000"), ("000000", "ffffff"),
    ("ffd400", "ffd400"), ("808080", "7f7f7f"), ("777777", "888888"), ("767676", "757575"),
    ("ff0000", "00ff00"), ("00ffff", "ff00ff"), ("0000ff", "ff0000"), ("f6f7f8", "f6f7f8"),
]  # fmt: skip

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_HOST = f"{'a' * 63}.{'b' * 63}.example"


@dataclasses.dataclass(frozen=True)
class Portal:
    """A portal's file, as far as the tests have to understand it."""

    id: str
    body: dict

    @property
    def is_active(self):
        return self.body.get("status", "active") == "active"

    @property
    def first_screen(self):
        return "sign-in" if self.is_active else NOT_FOUND

    @property
    def screens(self):
        features = self.body.get("features") or {}
        screens = {screen for screen, feature in SCREENS.items() if features.get(feature) is not False}
        return screens if self.is_active else screens | {NOT_FOUND}

    def __str__(self):
        return self.id


def _examples():
    workspace = tools.ROOT / "examples/storefronts"
    settings = yaml.safe_load((workspace / "portico.yaml").read_text()) or {}
    files = [file for file in sorted((workspace / "portals").iterdir()) if file.suffix in {".yaml", ".yml", ".json"}]
    assert files, f"no portals in {workspace}"
    return [_read(file, settings.get("environment")) for file in files]


def _read(file, environment):
    text = file.read_text()
    body = json.loads(text) if file.suffix == ".json" else yaml.safe_load(text)
    own = body.get("x-portico") or {}
    overrides = (own.get("environments") or {}).get(environment) or {}
    return Portal(body.get("id", file.stem), _merged(body, overrides))


def _merged(base, overrides):
    both_maps = isinstance(base, dict) and isinstance(overrides, dict)
    return base | {key: _merged(base.get(key), overrides[key]) for key in overrides} if both_maps else overrides


def portal(id, name="Acme", host="acme.example", email="help@acme.example", colors=("0044d4", "ffffff"), **fields):
    links = {link: f"https://{host}/{link}" for link in ("termsOfService", "privacyPolicy", "refundPolicy")}
    website = {"name": name, "url": f"https://{host}", "supportEmail": email, "supportPhone": "+1 555 0100"}
    body = {
        "name": name,
        "slug": f"slug-of-{id}",
        "websiteId": "acme",
        "customization": {"colors": dict(zip(("primary", "secondary"), colors)), "links": links},
        "x-portico": {"website": website},
    }
    return Portal(id, body | fields)


EXAMPLES = _examples()
COLORS = [portal("-on-".join(colors), colors=colors) for colors in WORST_COLORS]
LONG_NAMES = [
    portal("long", name=LONG_WORD, host=LONG_HOST, email=f"{'c' * 64}@{LONG_HOST}", slug="d" * 100),
    portal("long-inactive", name=LONG_WORD, host=LONG_HOST, email=f"{'c' * 64}@{LONG_HOST}", status="inactive"),
    portal("long-closed", name=LONG_WORD, features={feature: False for feature in SCREENS.values() if feature}),
    portal("right-to-left", name="مؤسسةالاتصالاتوتقنيةالمعلوماتوالخدماتالرقميةالمتكاملة"),
]

"""Turns the Mustache templates of the preview into one Go template for Hugo.

Partials are put in where they stand, and each name is looked up here and not while a page is rendered: both make Hugo
faster than a translation tag by tag would be.
"""

import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
TEMPLATES = HERE.parents[1] / "templates/preview"

#: Each screen with its title, the tab that is chosen, and what it depends on (Sources/Rendering/Views/Screen.swift).
SCREENS = [
    ("not-found", "Not found", None, "isInactive"),
    ("sign-in", "Sign in", None, None),
    ("check-email", "Check your email", None, None),
    ("overview", "Overview", "onOverview", None),
    ("orders", "Orders", "onOrders", None),
    ("order", "Order", "onOrders", None),
    ("cancel-order", "Cancel order", "onOrders", "orderCancel"),
    ("order-cancelled", "Order cancelled", "onOrders", "orderCancel"),
    ("edit-address", "Edit address", "onOrders", "orderAddressEdit"),
    ("payment-methods", "Payment methods", "onPaymentMethods", None),
    ("add-payment-method", "Add payment method", "onPaymentMethods", "paymentInstrumentAdd"),
    ("update-payment-method", "Update payment method", "onPaymentMethods", "paymentInstrumentUpdate"),
    ("deactivate-payment-method", "Deactivate payment method", "onPaymentMethods", "paymentInstrumentDeactivate"),
    ("invoices", "Invoices", "onInvoices", None),
    ("invoice", "Invoice", "onInvoices", None),
    ("empty", "New customer", "onOverview", None),
    ("problem", "Payment failed", "onOverview", None),
]
TABS = ["onOverview", "onOrders", "onPaymentMethods", "onInvoices"]

TAG = re.compile(r"\{\{\{\s*(?P<raw>[\w-]+)\s*\}\}\}|\{\{(?P<sigil>[#^/>&!]?)\s*(?P<name>[^}]*?)\s*\}\}")
#: A tag that has a line for itself takes the line with it.
ALONE = re.compile(r"^([ \t]*)(\{\{[#^/>!][^}]*\}\})[ \t]*\n", re.MULTILINE)


def page(keys, of_portal):
    """The template of a page.

    `keys` are the types of all keys, `of_portal` those that a page has of its own; the rest is the site's.
    """
    texts = {path.stem: path.read_text() for path in TEMPLATES.rglob("*.mustache")}
    texts["page"] = (HERE / "page.mustache").read_text()
    conversion = _Conversion(texts, keys, of_portal)
    screens = "".join(conversion.screen(*screen) for screen in SCREENS)
    conversion.constants = {"screens": screens}
    head = "{{- $p := .Params -}}\n{{- $s := site.Data.sample -}}\n"
    return head + conversion.template("page", [])


class _Conversion:
    def __init__(self, texts, keys, of_portal):
        self.texts = {name: ALONE.sub(_marked, text) for name, text in texts.items()}
        self.keys = keys
        self.of_portal = of_portal
        self.constants = {}

    def screen(self, id, title, tab, condition):
        self.constants = {"screenId": id, "screenTitle": title} | {name: name == tab for name in TABS}
        html = self.template(id, [])
        return f"{{{{ if $p.{condition} }}}}{html}{{{{ end }}}}" if condition else html

    def template(self, name, lists):
        """A template; `lists` are the lists around it, the innermost last."""
        text, opened, written, at = self.texts[name], [], [], 0
        for tag in TAG.finditer(text):
            written.append(text[at : tag.start()])
            written.append(self._tag(tag, opened, lists))
            at = tag.end()
        assert not opened, f"{name} leaves {opened} open"
        return "".join(_without_what_is_off(written + [text[at:]]))

    def _tag(self, tag, opened, lists):
        sigil, name = ("", tag["raw"]) if tag["raw"] else (tag["sigil"], tag["name"])
        if sigil == "!":
            return ""
        if sigil == ">":
            indent, _, name = name.rpartition(":")
            return re.sub(r"^(?=.)", " " * int(indent or 0), self.template(name, lists), flags=re.MULTILINE)
        if sigil == "/":
            return self._end(name, opened, lists)
        if sigil in ("#", "^"):
            return self._section(sigil, name, opened, lists)
        return self._text(name, lists)

    def _text(self, name, lists):
        if name in self.constants:
            return self.constants[name]
        value = self._value(name, lists)
        return f"{{{{ {value} | safeURL }}}}" if name.endswith("URL") else f"{{{{ {value} }}}}"

    def _section(self, sigil, name, opened, lists):
        if name in self.constants:
            opened.append((name, _END))
            return _ON if self.constants[name] == (sigil == "#") else _OFF
        value, kind = self._value(name, lists), self._kind(name, lists)
        if sigil == "#" and isinstance(kind, dict):
            opened.append((name, kind))
            lists.append(kind)
            return f"{{{{ range $e{len(lists)} := {value} }}}}"
        opened.append((name, None))
        return f"{{{{ if {value} }}}}" if sigil == "#" else f"{{{{ if not {value} }}}}"

    def _end(self, name, opened, lists):
        section, kind = opened.pop()
        assert section == name, f"{name} ends where {section} should"
        if kind is _END:
            return _END
        if kind is not None:
            lists.pop()
        return "{{ end }}"

    def _kind(self, name, lists):
        return next((kinds[name] for kinds in reversed(lists) if name in kinds), self.keys.get(name))

    def _value(self, name, lists):
        for depth in range(len(lists), 0, -1):
            if name in lists[depth - 1]:
                return f"$e{depth}.{name}"
        if name == "logoDataURL":
            return '(partialCached "logo" $p.logo $p.logo)'
        assert name in self.keys, f"templates/README.md does not list {name}"
        return f"$p.{name}" if name in self.of_portal else f"$s.{name}"


#: Sections that are decided here: what follows is kept, or left out up to the end of the section.
_ON, _OFF, _END = "\x00on", "\x00off", "\x00end"


def _without_what_is_off(pieces):
    decided = []
    for piece in pieces:
        if piece in (_ON, _OFF):
            decided.append(piece == _ON)
        elif piece == _END:
            decided.pop()
        elif all(decided):
            yield piece


def _marked(line):
    """Takes a line from around a tag; that of a partial says how far the partial's lines are indented."""
    return f"{{{{>{len(line[1])}:{line[2][3:].lstrip()}" if line[2].startswith("{{>") else line[2]

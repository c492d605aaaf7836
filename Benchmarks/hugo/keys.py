"""What the templates of the preview are filled with, as templates/README.md lists it, and a template that tells it.

The README is held to the program by a test, so that this is in step with both.
"""

import html
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]

#: Filled in screen by screen, or too long to tell: Hugo reads logos from their files.
NOT_TOLD = {"screens", "screenId", "screenTitle", "onOverview", "onOrders", "onPaymentMethods", "onInvoices",
            "logoDataURL"}  # fmt: skip


def documented():
    """The type of each key of the preview; lists are types of their own: the keys of an element."""
    readme = (ROOT / "templates/README.md").read_text()
    tables = {title: _table(text) for title, text in re.findall(r"^### (.*)\n\n((?:\|.*\n)+)", readme, re.MULTILINE)}
    keys = {}
    for title in ("Preview: the portal", "Preview: the sample customer"):
        for key, kind in tables[title].items():
            keys[key] = tables["One of " + kind.removeprefix("list of ")] if kind.startswith("list of ") else kind
    return keys


def _table(text):
    rows = [line.split("|") for line in text.splitlines()[2:]]
    return {row[1].strip(" `"): row[2].strip() for row in rows}


def telling(keys):
    """A template in the place of `preview` that writes every value, one a line."""
    told = "".join(_told(name, kind) for name, kind in keys.items() if name not in NOT_TOLD)
    return f"<body><pre>\n{told}</pre></body>\n"


def _told(name, kind):
    if isinstance(kind, dict):
        return f"{{{{#{name}}}}}\n{name}[\n{''.join(_told(*pair) for pair in kind.items())}]\n{{{{/{name}}}}}\n"
    if kind == "switch":
        return f"{{{{#{name}}}}}\n{name}!\n{{{{/{name}}}}}\n"
    return f"{name}={{{{{name}}}}}\n"


def told(page):
    """The values in a page that the template above made. A switch that is off and an empty list are left out."""
    lines = iter(page.split("<body><pre>\n", 1)[1].split("</pre>", 1)[0].splitlines())
    return _values(lines)


def _values(lines):
    values = {}
    for line in lines:
        if line == "]":
            break
        if line.endswith("[") and "=" not in line:
            values.setdefault(line[:-1], []).append(_values(lines))
        elif line.endswith("!") and "=" not in line:
            values[line[:-1]] = True
        else:
            name, text = line.split("=", 1)
            values[name] = html.unescape(text)
    return values

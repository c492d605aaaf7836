"""Files as Portico reads them, and as editors do."""

import json
import re

import yaml


def read(file, loader):
    """The value of a file; None if it is empty."""
    text = file.read_bytes().decode("utf-8-sig")
    if not text.strip():
        return None
    return json.loads(text) if file.suffix.lower() == ".json" else yaml.load(text, loader)  # noqa: S506


class _Loader(yaml.CSafeLoader):
    """Reads what is plain as text but for what a subclass adds. A key is the text that stands there, `<<` too."""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        return {key.value: self.construct_object(value, deep=deep) for key, value in node.value}

    def take(self, node):
        return self.READINGS[node.tag](self.construct_scalar(node))


def _adding(loader, tag, pattern, reading):
    loader.READINGS = {**loader.READINGS, tag: reading}
    loader.add_implicit_resolver(tag, re.compile(f"^(?:{pattern})$"), None)
    loader.add_constructor(tag, loader.take)


class Portico(_Loader):
    """As SourceNode.value does, and texts that look like numbers as texts. No field wants a number, so that a number
    elsewhere may become a text as well."""

    READINGS = {}


class Editor(_Loader):
    """The core schema of YAML 1.2 (10.3.2), as yaml-language-server reads files unless it is told otherwise."""

    READINGS = {}


_adding(Portico, "!null", "|~|null|Null|NULL", lambda text: None)
_adding(Portico, "!bool", "true|false", lambda text: text == "true")

_adding(Editor, "!null", "|~|null|Null|NULL", lambda text: None)
_adding(Editor, "!bool", "true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true")
_adding(Editor, "!int", "[-+]?[0-9]+", int)
_adding(Editor, "!octal", "0o[0-7]+", lambda text: int(text, 8))
_adding(Editor, "!hex", "0x[0-9a-fA-F]+", lambda text: int(text, 16))
_adding(Editor, "!float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", float)
_adding(Editor, "!inf", r"[-+]?\.(?:inf|Inf|INF)", lambda text: float(text.replace(".", "")))
_adding(Editor, "!nan", r"\.(?:nan|NaN|NAN)", lambda text: float("nan"))

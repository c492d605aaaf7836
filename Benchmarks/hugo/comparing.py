"""Whether two pages are the same apart from white space, and from comments in their style: Hugo takes those out."""

import html.parser
import itertools
import re

STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def difference(ours, theirs):
    """The first place at which two pages differ, as a sentence; None where there is none."""
    pairs = itertools.zip_longest(_parts(ours), _parts(theirs))
    for place, (our, their) in enumerate(pairs):
        if our != their:
            return f"part {place} is {_shown(our)} and not {_shown(their)}"
    return None


def _shown(part):
    return "missing" if part is None else repr(part)[:200]


def _parts(page):
    parser = _Parts()
    parser.feed(page)
    parser.close()
    return parser.parts


class _Parts(html.parser.HTMLParser):
    """Tags with their attributes, and the words between them."""

    def __init__(self):
        super().__init__()
        self.parts = []
        self.is_style = False

    def handle_starttag(self, tag, attributes):
        self.parts.append((tag, tuple(attributes)))
        self.is_style = tag == "style"

    def handle_endtag(self, tag):
        self.parts.append(("/" + tag,))
        self.is_style = False

    def handle_data(self, data):
        self.parts += (STYLE_COMMENT.sub(" ", data) if self.is_style else data).split()

    def handle_decl(self, declaration):
        self.parts.append(declaration)

    def handle_comment(self, comment):
        self.parts.append(("comment", comment))

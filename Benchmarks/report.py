"""The table, and what the numbers have to reach."""

NAMES = {
    "cold": "cold render of everything", "unchanged": "nothing changed", "portal": "one portal changed",
    "logo": "one logo changed", "floor": "*floor: the same bytes, only written*",
    "walk": "*walk: size and time of the same files*", "hugo": "*Hugo: the preview pages alone*",
    "alone": "one portal alone", "start": "start-up (`--version`)",
}  # fmt: skip
#: What each is divided by.
BESIDE = {
    "cold": ["floor", "hugo"], "unchanged": ["walk"], "portal": ["walk"], "logo": ["walk"],
}  # fmt: skip
SHORT = {"floor": "floor", "walk": "walk", "hugo": "Hugo"}

#: Where the limits hold.
MANY, VERY_MANY = 10_000, 100_000


def tables(sizes, once):
    """Markdown for what was measured: `sizes` by the number of portals, `once` apart from them."""
    parts = []
    for count, taken in sizes.items():
        parts.append(f"**{_counted(count, 'portal')}**, {_medians(taken)}\n\n{_table(taken)}")
    if once:
        parts.append(f"**One process**, {_medians(once)}\n\n{_table(once)}")
    if MANY in sizes and VERY_MANY in sizes and (growth := _growth(sizes)) is not None:
        parts.append(f"From {MANY:,} to {VERY_MANY:,} portals a cold render takes {growth:.1f} × as long.\n")
    return "\n".join(parts)


def _medians(taken):
    runs = {one.runs for one in taken.values()}
    return " or ".join("one run" if count == 1 else f"medians of {count}" for count in sorted(runs))


def _table(taken):
    lines = ["| what | wall | processor | peak memory | bytes | files | ratio |", "|---|--:|--:|--:|--:|--:|---|"]
    for name in NAMES:
        if name in taken:
            one = taken[name]
            others = [other for other in BESIDE.get(name, []) if other in taken]
            ratios = [f"{one.wall / taken[other].wall:.2f} × {SHORT[other]}" for other in others]
            lines.append(
                f"| {NAMES[name]} | {_seconds(one.wall)} | {_seconds(one.processor)} | {_bytes(one.memory)} "
                f"| {_bytes(one.size)} | {'' if one.files is None else f'{one.files:,}'} | {', '.join(ratios)} |"
            )
    return "\n".join(lines) + "\n"


def limits(sizes, once):
    """Each line of what has to be reached: what, at most, measured (None where it was not), and a unit."""
    many, very_many = sizes.get(MANY, {}), sizes.get(VERY_MANY, {})
    at = f"{MANY:,} portals"
    return [
        (f"cold render, {at}", 0.2, _ratio(many, "cold", "hugo"), "× Hugo"),
        (f"cold render, {at}", 3, _ratio(many, "cold", "floor"), "× the floor"),
        (f"nothing changed, {at}", 3, _ratio(many, "unchanged", "walk"), "× the walk"),
        (f"one portal changed, {at}", 4, _ratio(many, "portal", "walk"), "× the walk"),
        (f"peak memory, cold, {at}", 80, _megabytes(many.get("cold")), "MB"),
        (f"peak memory, cold, {VERY_MANY:,} portals", 200, _megabytes(very_many.get("cold")), "MB"),
        ("one portal, one-portal workspace", 40, _milliseconds(once.get("alone")), "ms"),
        ("start-up", 15, _milliseconds(once.get("start")), "ms"),
        (f"growth from {MANY:,} to {VERY_MANY:,}, cold", 11, _growth(sizes), "×"),
    ]


def limits_table(sizes, once):
    """Markdown of the limits that were measured; empty without any."""
    rows = [
        f"| {what} | {most:g} {unit} | {measured:.2f} {unit} | {'reached' if measured <= most else '**missed**'} |"
        for what, most, measured, unit in limits(sizes, once)
        if measured is not None
    ]
    return "\n".join(["| what | at most | measured | |", "|---|--:|--:|---|", *rows]) + "\n" if rows else ""


def missed(sizes, once):
    """The limits that were not reached or not measured, a sentence each."""
    lines = []
    for what, most, measured, unit in limits(sizes, once):
        if measured is None:
            lines.append(f"not measured: {what}")
        elif measured > most:
            lines.append(f"missed: {what}: {measured:.2f} {unit}, at most {most:g}")
    return lines


def _ratio(taken, one, other):
    return taken[one].wall / taken[other].wall if one in taken and other in taken else None


def _growth(sizes):
    ends = [sizes.get(count, {}).get("cold") for count in (MANY, VERY_MANY)]
    return None if None in ends else ends[1].wall / ends[0].wall


def _megabytes(taken):
    return taken and taken.memory / 1e6


def _milliseconds(taken):
    return taken and taken.wall * 1e3


def _counted(count, noun):
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _seconds(seconds):
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _bytes(size):
    if size is None:
        return ""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size}"

"""Writing the bytes of a site, and nothing else (programs/floor.c).

The bytes lie in one file on the same file system, which is mapped into memory. So that there is never a second copy of
a large site, it is taken apart as it is packed: a slice at a time, whose files are written again where the floor is
measured. After a run the site is there again, in another folder.
"""

import os

from measuring import Failure, Taken, files_below, finish

#: The most that is packed at once.
SLICE = 1 << 30


def measure(program, site, target, scratch, slice_size=SLICE):
    """Writes the files of `site` into `target`, a new folder, and takes them away from where they were."""
    files = files_below(site)
    target.mkdir()
    for folder in {os.path.dirname(path) for path in files} - {""}:
        if "/" in folder:
            raise Failure(f"{site / folder} is deeper than floor.c writes")
    wall = processor = 0
    for part in _slices(files, slice_size):
        listing, packed = _pack(site, part, scratch)
        taken = finish([program, listing, packed, target]).split()
        wall, processor = wall + int(taken[0]), processor + int(taken[1])
        packed.unlink()
    return Taken(wall / 1e9, processor / 1e9, size=sum(status[0] for status in files.values()), files=len(files))


def _slices(files, slice_size):
    """Folders with their files, as many as fit; the files of a folder stay together."""
    part, size = {}, 0
    folders = {}
    for path, status in files.items():
        folders.setdefault(os.path.dirname(path) or ".", []).append((path, status[0]))
    for folder, inside in folders.items():
        if part and size > slice_size:
            yield part
            part, size = {}, 0
        part[folder] = inside
        size += sum(length for _, length in inside)
    yield part


def _pack(site, part, scratch):
    listing, packed = scratch / "floor.list", scratch / "floor.bytes"
    with listing.open("w") as lines, packed.open("wb") as output:
        for folder, inside in part.items():
            lines.write(f"D {folder}\n")
            for path, size in inside:
                lines.write(f"F {size} {path}\n")
                with open(site / path, "rb") as file:
                    output.write(file.read())
                os.unlink(site / path)
    return listing, packed

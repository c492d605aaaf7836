"""What is measured: Portico, and beside it in the same rounds the floor, the walk and Hugo."""

import dataclasses
import pathlib
import shutil

import floor
import generate
from hugo import site as hugo_site
from measuring import Failure, Stopwatch, compile_programs, files_below, finish, median, written

#: What is measured for each size, in the order of a round, and what is measured once.
OF_A_SIZE = ["cold", "hugo", "unchanged", "portal", "logo", "walk", "floor"]
ONCE = ["alone", "start"]

#: Above so many portals there is one round.
LARGE = 20_000

#: Roughly what a portal takes, for checking the room before anything is written.
SITE_BYTES, WORKSPACE_BYTES, HUGO_BYTES = 175_000, 6_000, 140_000


@dataclasses.dataclass
class Bench:
    """A folder to measure in, and how."""

    folder: pathlib.Path
    portico: pathlib.Path
    only: set
    say: object

    def __post_init__(self):
        self.programs = compile_programs(self.folder)
        self.stopwatch = Stopwatch(self.programs["timed"], self.folder)

    def once(self, runs):
        """A workspace of one portal, and starting."""
        taken = {name: [] for name in ONCE if name in self.only}
        workspace, site = self.folder / "one", self.folder / "one-site"
        generate.generate(workspace, 1)
        for _ in range(runs):
            for name in taken:
                shutil.rmtree(site, ignore_errors=True)
                command = [self.portico, "--version"] if name == "start" else self._render(workspace, site)
                one = self.stopwatch.run(command)
                if name == "alone":
                    one = dataclasses.replace(one, **written({}, files_below(site)))
                taken[name].append(one)
        return {name: median(all) for name, all in taken.items()}

    def of_size(self, count, runs, hugo):
        """A workspace of many portals."""
        size = _Size(self, count, hugo)
        try:
            size.prepare()
            taken = {name: [] for name in OF_A_SIZE if name in self.only and (hugo or name != "hugo")}
            for number in range(runs):
                self.say(f"{count:,} portals: round {number + 1} of {runs}")
                size.round(number, taken)
            return {name: median(all) for name, all in taken.items()}
        finally:
            shutil.rmtree(size.folder, ignore_errors=True)

    def _render(self, workspace, site):
        return [self.portico, "render", "--workspace", workspace, "--output", site, "--quiet"]


def room_for(count, hugo):
    """The bytes that measuring a size takes, about."""
    beside = min(floor.SLICE + count * SITE_BYTES // 20, count * SITE_BYTES)
    return count * (SITE_BYTES + WORKSPACE_BYTES) + max(beside, count * HUGO_BYTES if hugo else 0)


class _Size:
    def __init__(self, bench, count, hugo):
        self.bench = bench
        self.count = count
        self.hugo = hugo and "hugo" in bench.only
        self.folder = bench.folder / str(count)
        self.workspace = self.folder / "workspace"
        self.site = self.folder / "site"
        self.is_checked = False

    def prepare(self):
        self.bench.say(f"{self.count:,} portals: making the workspace")
        generate.generate(self.workspace, self.count)
        if self.hugo:
            self.bench.say(f"{self.count:,} portals: making the same pages a site of Hugo's")
            hugo_site.prepare(
                self.folder / "hugo", self.workspace, lambda site: finish(self.bench._render(self.workspace, site))
            )

    def round(self, number, taken):
        """Measures everything once; `cold` is always run, because the rest starts from its site."""
        cold = self._cold()
        if "cold" in taken:
            taken["cold"].append(cold)
        for name in taken:
            if name != "cold":
                taken[name].append(getattr(self, "_" + name)(number))

    def _cold(self):
        shutil.rmtree(self.site, ignore_errors=True)
        return self._rendered({})

    def _unchanged(self, _):
        return self._rendered(files_below(self.site))

    def _portal(self, number):
        """One portal of a brand in the middle gets another public name."""
        file = self._some("portals", number)
        before = files_below(self.site)
        name = f'"Renamed {number}"'
        lines = file.read_text().splitlines()
        lines = [f"    name: {name}" if line.startswith("    name: ") else line for line in lines]
        file.write_text("\n".join(lines) + "\n")
        taken = self._rendered(before)
        if f"Renamed {number}" not in (self.site / file.stem / "preview.html").read_text():
            raise Failure(f"the preview of {file.name} does not show its new name")
        return taken

    def _logo(self, number):
        """One logo gets other bytes, and with it the pages of a brand."""
        file = self._some("logos", number, "*.svg")
        before = files_below(self.site)
        with file.open("a") as logo:
            logo.write(f"<!-- {number} -->\n")
        taken = self._rendered(before)
        if taken.files == 0:
            raise Failure(f"nothing was written after {file.name} had changed")
        return taken

    def _walk(self, _):
        """Size and time of all files that a run has to know about: those of the workspace and those of the site."""
        listing = self.bench.folder / "walk.list"
        files = files_below(self.folder)
        files = {path: status for path, status in files.items() if path.startswith(("workspace/", "site/"))}
        listing.write_text("".join(f"{path}\n" for path in files))
        taken = self.bench.stopwatch.run([self.bench.programs["walk"], listing, self.folder])
        return dataclasses.replace(taken, files=len(files), size=sum(status[0] for status in files.values()))

    def _floor(self, _):
        again = self.folder / "floor"
        taken = floor.measure(self.bench.programs["floor"], self.site, again, self.bench.folder)
        shutil.rmtree(self.site)
        again.rename(self.site)
        return taken

    def _hugo(self, _):
        source, public = self.folder / "hugo", self.folder / "hugo/public"
        shutil.rmtree(public, ignore_errors=True)
        command = ["hugo", "--quiet", "--source", source, "--destination", public]
        command += ["--cacheDir", self.folder / "hugo-cache"]
        taken = self.bench.stopwatch.run(command)
        if not self.is_checked:
            self._check(public)
        taken = dataclasses.replace(taken, **written({}, files_below(public)))
        shutil.rmtree(public)
        return taken

    def _check(self, public):
        """Hugo's pages have to be the same ones; compared before a portal changes."""
        count, problems = hugo_site.check(self.site, public)
        if count != self.count or problems:
            raise Failure("Hugo's pages are not Portico's:\n  " + "\n  ".join(problems[:10] or [f"{count} pages"]))
        self.is_checked = True

    def _rendered(self, before):
        taken = self.bench.stopwatch.run(self.bench._render(self.workspace, self.site))
        return dataclasses.replace(taken, **written(before, files_below(self.site)))

    def _some(self, folder, number, pattern="*"):
        """A file in the middle, another one each round."""
        files = sorted((self.workspace / folder).glob(pattern))
        return files[(len(files) // 2 + number) % len(files)]

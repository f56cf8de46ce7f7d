"""Files of other people that we ship: `python -m devkit.vendor build` makes them again from the
pinned releases, `python -m devkit.vendor verify` compares them with the hashes in the tables.

Building needs npm, apt-get and dpkg-deb as set up on the machine, and fontTools.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
TABLES = (
    ROOT / "static/vendor/VENDOR.md",
    ROOT / "static/fonts/FONTS.md",
    ROOT / "tests/vendor/VENDOR.md",
)

HEADINGS = (
    "U+0020-007E,U+00A0,U+00B7,U+00C9,U+00E9,U+2013-2014,U+2018-2019,U+201C-201D,U+2026,U+2212"
)
PAPER = (
    "U+0020-007E,U+00A0-017F,U+2010-2015,U+2018-201E,U+2022,U+2026,U+2032-2033,U+20AC,U+2190-2193,"
    "U+2212,U+2248,U+2260,U+2264-2265,U+2610-2612,U+2713"
)
FEATURES = ["kern", "ccmp", "tnum", "lnum", "mark", "locl"]

ICONS = """
adjustments alert-triangle arrow-down arrow-left arrow-right arrow-up arrows-diff award ban bell
book briefcase building calendar calendar-off chart-bar check chevron-down chevron-left
chevron-right circle-check circle-x clipboard-check clipboard-list clock copy device-floppy
download external-link eye file file-spreadsheet file-type-pdf filter flag grid-dots help-circle
history home info-circle key language link list lock login logout mail menu-2 message minus
paperclip pencil plant player-play plus printer progress qrcode refresh scale search send settings
shield-check sitemap stairs star table target trash upload user user-check users x
""".split()  # noqa: SIM905 -- a list of words reads better as words


@dataclass(frozen=True)
class Release:
    """A pinned release; what it is called, whose it is, and how it is fetched."""

    package: str
    version: str
    licence: str

    def unpack(self, into: Path) -> Path:
        """Fetch the release and return the folder with its files."""
        folder = into / re.sub(r"\W+", "-", self.package)
        folder.mkdir()
        if self.package.startswith("fonts-"):
            run("apt-get", "download", f"{self.package}={self.version}", cwd=folder)
            run("dpkg-deb", "-x", next(folder.glob("*.deb")).name, ".", cwd=folder)
            return folder
        run("npm", "pack", "--silent", f"{self.package}@{self.version}", cwd=folder)
        shutil.unpack_archive(next(folder.glob("*.tgz")), folder, filter="data")
        return folder / "package"


HTMX = Release("htmx.org", "2.0.11", "0BSD")
TABLER = Release("@tabler/icons", "3.51.0", "MIT")
JAKARTA = Release("@fontsource-variable/plus-jakarta-sans", "5.3.0", "OFL-1.1")
SOURCE = Release("@fontsource/source-sans-3", "5.3.1", "OFL-1.1")
BONUM = Release("fonts-texgyre", "20180621-6", "GUST-FL-1.0")
AXE = Release("axe-core", "4.14.1", "MPL-2.0")


@dataclass(frozen=True)
class Row:
    """One line of a table: a file of ours, where it comes from, and its hash."""

    path: Path
    release: Release

    def line(self) -> str:
        """The file as a line of the table; the hash is of the file as it is now."""
        cells = (
            self.path.name,
            self.release.package,
            self.release.version,
            self.release.licence,
        )
        return f"| {' | '.join(cells)} | {sha256(self.path)} |"


def run(*command: str, cwd: Path) -> None:
    """Run a command in a folder and stop at its first error."""
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def sha256(path: Path) -> str:
    """The hash of a file, as the tables write it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def copy(source: Path, target: Path, release: Release) -> Row:
    """Take one file over as it is."""
    target.write_bytes(source.read_bytes())
    return Row(target, release)


def sprite(folder: Path) -> str:
    """One SVG with a symbol per icon; colour and stroke come from the page's CSS."""
    symbols = "".join(symbol(folder / f"{name}.svg", name) for name in sorted(ICONS))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'


def symbol(path: Path, name: str) -> str:
    """The drawing inside one icon file, without its frame and without line breaks."""
    body = re.sub(r"^.*?<svg.*?>|</svg>\s*$", "", path.read_text(), flags=re.DOTALL)
    body = re.sub(r'<path [^>]*stroke="none"[^>]*/>', "", body)
    body = re.sub(r"\s*\n\s*", "", body).replace(" />", "/>")
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{body}</symbol>'


def small_font(font: TTFont, target: Path, unicodes: str, release: Release) -> Row:
    """Keep the listed letters and write a woff2; what is written depends only on what is read."""
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False)
    options.drop_tables += ["DSIG", "FFTM"]
    tool = subset.Subsetter(options)
    tool.populate(unicodes=subset.parse_unicodes(unicodes.replace("U+", "")))
    tool.subset(font)
    subset.save_font(font, target, options)
    return Row(target, release)


def jakarta(folder: Path, weight: float | tuple[float, float]) -> TTFont:
    """Plus Jakarta Sans at one weight, or over a range of weights."""
    font = TTFont(
        folder / "files/plus-jakarta-sans-latin-wght-normal.woff2",
        recalcTimestamp=False,
    )
    return instancer.instantiateVariableFont(font, {"wght": weight})


def build_vendor(work: Path, jakarta_files: Path) -> Iterator[Row]:
    """What a browser loads: htmx, the icons and the font of the headings."""
    target = ROOT / "static/vendor"
    htmx, tabler = HTMX.unpack(work), TABLER.unpack(work)
    yield copy(htmx / "dist/htmx.min.js", target / "htmx.min.js", HTMX)
    yield copy(htmx / "LICENSE", target / "htmx.LICENSE.txt", HTMX)
    (target / "icons.svg").write_text(sprite(tabler / "icons/outline"))
    yield Row(target / "icons.svg", TABLER)
    yield copy(tabler / "LICENSE", target / "icons.LICENSE.txt", TABLER)
    font = jakarta(jakarta_files, (600, 800))
    yield small_font(font, target / "plus-jakarta-sans.woff2", HEADINGS, JAKARTA)
    yield copy(jakarta_files / "LICENSE", target / "plus-jakarta-sans.LICENSE.txt", JAKARTA)


def build_fonts(work: Path, jakarta_files: Path) -> Iterator[Row]:
    """What a printed document embeds: headings, text of reports, text of official forms."""
    target = ROOT / "static/fonts"
    for name, weight in (("bold", 700), ("extrabold", 800)):
        font = jakarta(jakarta_files, weight)
        yield small_font(font, target / f"plus-jakarta-sans-{name}.woff2", PAPER, JAKARTA)
    yield copy(jakarta_files / "LICENSE", target / "plus-jakarta-sans.LICENSE.txt", JAKARTA)
    source = SOURCE.unpack(work)
    for name in ("400-normal", "400-italic", "600-normal", "700-normal"):
        file = source / f"files/source-sans-3-latin-{name}.woff2"
        yield copy(file, target / f"source-sans-3-{name}.woff2", SOURCE)
    yield copy(source / "LICENSE", target / "source-sans-3.LICENSE.txt", SOURCE)
    bonum = BONUM.unpack(work) / "usr/share"
    for name in ("regular", "bold", "italic", "bolditalic"):
        file = bonum / f"texmf/fonts/opentype/public/tex-gyre/texgyrebonum-{name}.otf"
        font = TTFont(file, recalcTimestamp=False)
        yield small_font(font, target / f"tex-gyre-bonum-{name}.woff2", PAPER, BONUM)
    yield copy(
        bonum / "doc/fonts-texgyre/copyright",
        target / "tex-gyre-bonum.LICENSE.txt",
        BONUM,
    )


def build_axe(work: Path) -> Iterator[Row]:
    """What only the browser tests load: the accessibility checks."""
    target, axe = ROOT / "tests/vendor", AXE.unpack(work)
    yield copy(axe / "axe.min.js", target / "axe.min.js", AXE)
    yield copy(axe / "LICENSE", target / "axe.LICENSE.txt", AXE)


def write_table(path: Path, rows: Iterator[Row]) -> None:
    """Write the files of one folder and the table that names them, under the text already there."""
    lines = [row.line() for row in rows]
    text = path.read_text().split("| file |")[0] if path.exists() else f"# {path.stem.title()}\n\n"
    head = "| file | name | version | licence | sha256 |\n| --- | --- | --- | --- | --- |\n"
    path.write_text(text + head + "\n".join(lines) + "\n")


def build() -> None:
    """Fetch every release and make all files and tables again."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        files = JAKARTA.unpack(work)
        vendor, fonts, tests = TABLES
        write_table(vendor, build_vendor(work, files))
        write_table(fonts, build_fonts(work, files))
        write_table(tests, build_axe(work))


def differing(table: Path) -> list[str]:
    """Names in a table whose file is missing or differs, and files the table leaves out."""
    rows = [line.strip("| \n").split(" | ") for line in table.read_text().splitlines()]
    known = {row[0]: row[-1] for row in rows if len(row) == 5 and len(row[-1]) == 64}
    wrong = [name for name, value in known.items() if not matches(table.parent / name, value)]
    return wrong + sorted(
        p.name for p in table.parent.iterdir() if p != table and p.name not in known
    )


def matches(path: Path, value: str) -> bool:
    """Whether the file is there and has this hash."""
    return path.exists() and sha256(path) == value


def main() -> int:
    """Build, or verify (the default)."""
    if sys.argv[1:] == ["build"]:
        build()
    wrong = [f"{table.parent.name}/{name}" for table in TABLES for name in differing(table)]
    print("\n".join(wrong) or "Every shipped file has the hash its table names.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

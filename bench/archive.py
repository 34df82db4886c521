"""`arsip`: 200 approvals of a 1 MB workbook and five letters each, against plain copies with a sha512 manifest."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from cold import run_process, surroundings
from sample import NOW, ROOT, make_workbook, mixed_rows
from timing import Line, interleave, show

from ppid_xl.arsip.schedule import check_all, check_touched
from ppid_xl.arsip.store import Act, Arsip, Packet, create_arsip, save_versions
from ppid_xl.hosts.file import FileHost
from ppid_xl.workflow.arsip.simpan import Person, simpan
from ppid_xl.workflow.ground.knowledge import load_knowledge
from ppid_xl.workflow.periksa.periksa import periksa

ROWS, APPROVALS, LETTERS, ROUNDS, COMMANDS = 4_500, 200, 5, 15, 9
BYTES, SECONDS, GROWTH = 1.1, 10.0, 1.5
CHANGING = ("buku/", "baris.json", "bukti.json", "temuan.json")
_TAIL, _GZIP = 24, b"\x1f\x8b"


def run() -> bool:
    """Archive and copy in turn, check both, then approve in turn on a new and on the full archive; tell what is met."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        files, letter = version_files(folder), letter_bytes()
        whole, plain = create_arsip(folder / "arsip", act(0)), folder / "salinan"
        seconds: dict[str, list[float]] = {"arsip": [], "salinan": []}
        for number in range(1, APPROVALS + 1):
            packets = approval(files, letter, number)
            seconds["salinan"].append(timed(partial(copy_plainly, plain, packets, number)))
            seconds["arsip"].append(timed(partial(archive, whole, packets)))
        show("arsip: one approval, 1 MB workbook with its records and five letters", [
            Line("plain copies with sha512", seconds["salinan"]), Line("ppid", seconds["arsip"]),
        ], "plain copies with sha512")  # fmt: skip
        fresh = create_arsip(folder / "baru", act(0))
        archive(fresh, approval(files, letter, 1))
        met = [told_bytes(whole, plain), told_check(whole, plain)]
        told_growth(fresh, whole, files, letter)
        return all([*met, told_command(folder, whole, fresh)])


def version_files(folder: Path) -> dict[str, bytes]:
    """Return what a version of a real workbook of some 1 MB holds, by name."""
    knowledge, path = load_knowledge(), folder / "rekap.xlsx"
    make_workbook(path, mixed_rows(ROWS))
    host = FileHost(path, knowledge.dictionary)
    findings = periksa(host, knowledge, NOW, write=True).findings
    saved, arsip = simpan(
        path, host.snapshot(), findings, knowledge, NOW, folder=folder / "contoh", person=Person("bangku"), alasan="",
    )  # fmt: skip
    if saved is None:
        raise RuntimeError("nothing was archived")
    stored = {
        hashlib.sha512(one.read_bytes()).hexdigest(): one for one in arsip.root.rglob("*") if one.is_file()
    }
    return {name: stored[digest].read_bytes() for name, digest in saved.version.files.items()}


def letter_bytes() -> bytes:
    """Return a Word document of ours as the letter that is signed."""
    return (ROOT / "templates" / "surat" / "berita-acara-uji.docx").read_bytes()


def act(number: int) -> Act:
    """Return who archives the n-th approval."""
    return Act("Contoh Satu", "bangku", NOW + timedelta(minutes=number), f"disetujui: putaran {number}")


def approval(files: Mapping[str, bytes], letter: bytes, number: int) -> list[Packet]:
    """Return five letters and one version whose workbook and records are not those of any other approval."""
    packets = []
    for place in range(LETTERS):
        identity = f"SR-2026-{number * LETTERS + place:04d}"
        content = {
            "surat.json": f'{{"id_surat": "{identity}"}}'.encode(),
            f"berkas/{identity}.docx": other(letter, identity),
        }
        packets.append(Packet(f"surat-{identity}", content, act(number), identity))
    version = {
        name: other(one, str(number)) if name.startswith(CHANGING) else one for name, one in files.items()
    }
    return [*packets, Packet("buku-rekap", version, act(number), f"LK-2026-{number:04d}")]


def other(content: bytes, mark: str) -> bytes:
    """Return content that differs: a record by the white space after it, any other at its end."""
    if content.startswith(_GZIP):
        return gzip.compress(other(gzip.decompress(content), mark), mtime=0)
    if content.startswith((b"[", b"{")):
        return content + f"{int(mark):b}".replace("0", " ").replace("1", "\t").encode()
    return content[:-_TAIL] + mark.rjust(_TAIL).encode()


def archive(arsip: Arsip, packets: list[Packet]) -> None:
    """Archive one approval and check what it touched, as the commands do."""
    save_versions(arsip, packets)
    if trouble := check_touched(arsip, packets[-1].act.waktu):
        raise RuntimeError(trouble)


def copy_plainly(folder: Path, packets: list[Packet], number: int) -> None:
    """Write the same files into a folder of their own, with a manifest."""
    lines = []
    for packet in packets:
        for name, content in packet.files.items():
            path = folder / str(number) / packet.object_id / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            lines.append(f"{hashlib.sha512(content).hexdigest()}  {path.relative_to(folder)}\n")
    (folder / f"{number}.sha512").write_text("".join(lines))


def check_plainly(folder: Path) -> None:
    """Hash every copy against its manifest."""
    for manifest in folder.glob("*.sha512"):
        for line in manifest.read_text().splitlines():
            digest, name = line.split("  ")
            if hashlib.sha512((folder / name).read_bytes()).hexdigest() != digest:
                raise RuntimeError(name)


def timed(task: Callable[[], None]) -> float:
    """Return the seconds that a task takes."""
    start = perf_counter()
    task()
    return perf_counter() - start


def size_of(folder: Path, pattern: str = "*") -> int:
    """Return the bytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob(pattern) if path.is_file())


def told_bytes(arsip: Arsip, plain: Path) -> bool:
    """Print how many bytes both take, and what the archive spends them on."""
    ours, theirs, inventories = size_of(arsip.path), size_of(plain), size_of(arsip.root, "inventory.json*")
    bare = size_of(plain, "*.xlsx") + size_of(plain, "*.docx")
    print(
        f"  archive {ours / 1e6:.1f} MB, of it inventories {inventories / 1e6:.1f} MB; copies {theirs / 1e6:.1f} MB"
    )
    print(f"  workbooks and letters alone {bare / 1e6:.1f} MB: the archive takes {ours / bare:.2f}x of them")
    return told(f"bytes against plain copies {ours / theirs:.3f}x", ours / theirs, BYTES)


def told_check(arsip: Arsip, plain: Path) -> bool:
    """Time the full check of both in turn."""

    def check() -> None:
        if faults := check_all(arsip):
            raise RuntimeError(str(faults[0]))

    seconds = interleave({"plain": partial(check_plainly, plain), "arsip": check}, 3)
    show("arsip: full check", [Line("plain copies", seconds["plain"]), Line("ppid arsip periksa", seconds["arsip"])],
         "plain copies")  # fmt: skip
    return told(f"full check {median(seconds['arsip']):.1f} s", median(seconds["arsip"]), SECONDS)


def told_command(folder: Path, full: Arsip, fresh: Arsip) -> bool:
    """Run `ppid arsip simpan`, the whole process, in turn into a new archive and the full one."""
    book, words = (
        folder / "rekap.xlsx",
        ("-m", "ppid_xl", "arsip", "simpan", "--catatan", "putaran", "--arsip"),
    )
    runs = {
        name: partial(run_process, (*words, str(arsip.path), str(book)), surroundings(str(folder)))
        for name, arsip in (("into a new archive", fresh), ("into the full one", full))
    }
    seconds = interleave(runs, COMMANDS, partial(_touch, book))
    show(f"arsip: ppid arsip simpan with {APPROVALS} approvals before it, against one of the first",
         [Line(name, seconds[name]) for name in runs], "into a new archive")  # fmt: skip
    ratio = median(seconds["into the full one"]) / median(seconds["into a new archive"])
    return told(f"the last costs {ratio:.2f}x the first", ratio, GROWTH)


def _touch(workbook: Path) -> None:
    """Make a workbook another one to the byte, its cells as they were."""
    with zipfile.ZipFile(workbook, "a") as package:
        package.comment = repr(perf_counter()).encode()


def told_growth(fresh: Arsip, full: Arsip, files: Mapping[str, bytes], letter: bytes) -> None:
    """Approve in turn on a new archive and on the full one, for the archive's own share."""
    archives = {"on a new archive": (fresh, 1), "on the full one": (full, APPROVALS)}
    seconds: dict[str, list[float]] = {name: [] for name in archives}
    for turn in range(1, ROUNDS + 1):
        for name, (arsip, before) in archives.items():
            packets = approval(files, letter, before + turn)
            seconds[name].append(timed(partial(archive, arsip, packets)))
    show(f"arsip: the archive's own share of an approval with {APPROVALS} before it, against one of the first",
         [Line(name, seconds[name]) for name in archives], "on a new archive")  # fmt: skip


def told(what: str, value: float, limit: float) -> bool:
    """Print whether a target is met, and return it."""
    print(f"  {what}; <= {limit:g}: {'met' if value <= limit else 'NOT MET'}")
    return value <= limit

"""Command sop: the SOPs there are, with who does what, and the verdict on one SOP file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command
from ppid_xl.cli.deed import show_notes
from ppid_xl.cli.parser import say, say_json
from ppid_xl.cli.terminal import show_lines
from ppid_xl.errors import EXIT_FINE, InputError
from ppid_xl.workflow.ground.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.sop import Persetujuan, Sop


def run_sop(options: Namespace) -> int:
    """List the SOPs, who approves and who signs under each, or judge one SOP file."""
    from ppid_xl.bawaan import sop_dir
    from ppid_xl.sop import available, describe, load_sop

    if options.periksa:
        if options.berkas is None:
            raise InputError("sop-periksa-tanpa-berkas")
        return _judge_sop(options.berkas)
    folder = Path.cwd() / "sop"
    sops = [load_sop(path, check_quotes=False) for path in available(sop_dir(), folder).values()]
    if options.json:
        say_json(describe(sops))
        return EXIT_FINE
    for sop in sops:
        say(f"{sop.kode}: {sop.nama} ({sop.nomor})")
        for step in sop.kegiatan:
            say(f"  {step.nomor}. {step.uraian}")
            say(f"     → {step.perintah} ({step.cara})")
        show_lines(_who_lines(sop), "  ")
    return EXIT_FINE


def _who_lines(sop: Sop) -> Iterator[str]:
    """Yield who approves, level by level, whose approval an opening needs, and who signs the letters that count."""
    from ppid_xl.workflow.surat.dokumen import kinds
    from ppid_xl.workflow.surat.penanda_tangan import roles_of

    levels = ", lalu ".join(map(_level, sop.persetujuan))
    yield f"Menyetujui: {levels or 'tidak disebut di SOP ini'}"
    if rule := sop.pembukaan:
        yield f"Menyetujui pembukaan: {_any_of((rule.peran, *rule.setara))} (kegiatan {rule.kegiatan})"
    for kind in dict.fromkeys((*sop.keadaan.surat, *sop.penanda_tangan)):
        if kind not in kinds():
            yield f"Menandatangani {kind}: jenis surat ini tidak dikenal"
            continue
        roles = roles_of(kind, kinds()[kind], sop)
        yield f"Menandatangani {kind}: {_any_of(roles)}{' (yang pertama menjabat)' * (len(roles) > 1)}"


def _any_of(roles: Sequence[str]) -> str:
    *others, last = roles or ("tidak ditentukan",)
    return f"{', '.join(others)} atau {last}" if others else last


def _level(level: Persetujuan) -> str:
    return f"{level.peran} (kegiatan {level.kegiatan}){', sesudah uji konsekuensi' * level.sesudah_uji}"


def _judge_sop(path: Path) -> int:
    from ppid_xl.rules import SOP_WORDS, build_rule
    from ppid_xl.sop import Known, load_sop, verdict_notes
    from ppid_xl.workflow.surat.dokumen import kinds

    knowledge = load_knowledge()
    spec = knowledge.dictionary.tabel["tblRekap"]
    columns = spec.kolom
    lists = {
        c.kunci: knowledge.dictionary.daftar[c.daftar].isi for c in columns if c.daftar and not c.longgar
    }
    sop = load_sop(
        path,
        known=Known(
            words=SOP_WORDS,
            columns=[c.kunci for c in columns],
            peraturan=knowledge.peraturan,
            choices={key: words for key, words in lists.items() if words},
            letters=list(kinds()),
            roles=knowledge.dictionary.daftar["DaftarPeran"].isi,
            required=[*spec.tetap, *(c.kunci for c in columns if c.wajib)],
        ),
    )
    for table in sop.rule_tables():
        build_rule(table, sop.kode, path)
    say(
        f"{sop.kode}: {len(sop.kegiatan)} kegiatan dan {len(sop.aturan)} aturan; setiap kutipan ada di sumbernya."
    )
    show_notes(verdict_notes(sop))
    return EXIT_FINE


def _sop_words(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")
    parser.add_argument("periksa", nargs="?", choices=["periksa"], help="periksa satu berkas SOP")
    parser.add_argument("berkas", type=Path, nargs="?", metavar="BERKAS.toml", help="berkas SOP")


COMMANDS = (Command("sop", "sebut SOP yang dikenal, langkahnya, dan pejabatnya", _sop_words, run_sop),)

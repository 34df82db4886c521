"""Two signatures side by side, and the list of copies that change hands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from susunan.letters import Listed
from susunan.page import text_width, write
from susunan.tables import borderless_table, keep_whole

BERKAS = (
    Listed("No", 0.9, "{{ berkas_ini.nomor }}", centred=True),
    Listed("ID", 2.6, "{{ berkas_ini.id }}"),
    Listed("Informasi", 0, "{{ berkas_ini.judul_informasi }}"),
    Listed("Tempat", 3.4, "{{ berkas_ini.lokasi }}"),
    Listed("Ukuran", 1.8, "{{ berkas_ini.ukuran }}", centred=True),
    Listed("Sidik SHA-256", 4.3, "{{ berkas_ini.sidik }}"),
)
LOOP = "for berkas_ini in berkas"
SPACE = "|"


def two_signatures(document: Any, section: Any, left: Sequence[str], right: tuple[str, str]) -> None:
    """Add two signers side by side, names on one height; ``right`` is a heading and the block it prints.

    ``left`` holds the lines above and below the space for the signature, parted by SPACE.
    """
    width = text_width(section)
    table = borderless_table(document, [width // 2, width - width // 2], rows=2)
    for column, lines in enumerate((list(left), signature_lines(*right))):
        cut = lines.index(SPACE)
        _fill(table.rows[0].cells[column], lines[:cut])
        _fill(table.rows[1].cells[column], lines[cut + 1 :])
    for row in table.rows:
        keep_whole(row)


def signature_lines(heading: str, block: str) -> list[str]:
    """Return the lines of a signature block of the context, such as ``ttd`` or ``ttd_kedua``."""
    lines = [heading, f"{{%p for garis in {block}.jabatan %}}", "{{ garis }}", "{%p endfor %}", SPACE]
    lines += [f"{{{{ {block}.jangkar }}}}", "", f"{{{{ {block}.tanda }}}}", "", f"{{{{ {block}.nama }}}}"]
    for key in ("pangkat", "nip"):
        lines += [f"{{%p if {block}.{key} %}}", f"{{{{ {block}.{key} }}}}", "{%p endif %}"]
    return lines


def _fill(cell: Any, lines: Sequence[str]) -> None:
    write(cell.paragraphs[0], "Tanda Tangan", lines[0])
    for line in lines[1:]:
        write(cell.add_paragraph(), "Tanda Tangan", line)

"""Draw ``docs/gambar/pita.png``: the ribbon as ``ppid_xl/data/tombol.toml`` describes it, not a picture of Excel.

Run from the project folder with the project installed: ``python docs/make_pita.py``. Needs Chromium (chromium).
Excel's own icons are not ours to show: each button carries its first letter instead.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from ppid_xl.buttons import Button, Buttons, load_buttons

TARGET = Path(__file__).parent / "gambar" / "pita.png"
TABS = ("File", "Beranda", "PPID", "Sisipkan", "Tata Letak Halaman", "Rumus", "Data", "Tinjau", "Tampilan")
SHOWN = "PPID"
IN_COLUMN = 3
WINDOW = "1340,162"  # as wide as a small screen; the groups must fit
LABEL = (
    "Gambar menurut tombol.toml, bukan tangkapan layar: di Excel setiap tombol memakai ikon bawaan Office."
)
STYLE = """
body { margin: 0; font: 12px 'Carlito', 'Segoe UI', sans-serif; color: #262626; background: #fff; }
nav { background: #f3f2f1; padding: 6px 10px 0; display: flex; gap: 18px; }
nav span { padding: 4px 2px 5px; }
nav .shown { border-bottom: 3px solid #107c41; font-weight: bold; }
main { display: flex; background: #fff; border: 1px solid #d2d0ce; border-radius: 6px; margin: 4px 8px; }
section { display: flex; flex-direction: column; border-right: 1px solid #e1dfdd; padding: 6px 8px 3px; }
section:last-child { border-right: none; }
.buttons { display: flex; flex: 1; gap: 6px; }
.column { display: flex; flex-direction: column; gap: 3px; }
h2 { margin: 4px 0 0; font-size: 11px; font-weight: normal; color: #605e5c; text-align: center; }
.besar { width: 56px; text-align: center; line-height: 1.15; padding-top: 2px; }
.besar i { width: 34px; height: 34px; font-size: 19px; line-height: 34px; display: block; margin: 0 auto 5px; }
.kecil { white-space: nowrap; height: 22px; line-height: 22px; }
.kecil i { width: 17px; height: 17px; font-size: 11px; line-height: 17px; display: inline-block; margin-right: 5px; }
i { font-style: normal; font-weight: bold; text-align: center; color: #fff; background: #107c41; border-radius: 4px; }
footer { color: #605e5c; font-size: 11px; padding: 2px 12px; }
"""


def page(buttons: Buttons) -> str:
    """Return the ribbon as a page of HTML."""
    tabs = "".join(f'<span class="{"shown" if tab == SHOWN else ""}">{escape(tab)}</span>' for tab in TABS)
    groups = "".join(
        f'<section><div class="buttons">{"".join(_columns(buttons.of(group.kunci)))}</div>'
        f"<h2>{escape(group.label)}</h2></section>"
        for group in buttons.groups
    )
    return (
        f'<!doctype html><html lang="id"><meta charset="utf-8"><style>{STYLE}</style>'
        f"<nav>{tabs}</nav><main>{groups}</main><footer>{LABEL}</footer></html>"
    )


def _columns(buttons: tuple[Button, ...]) -> Iterator[str]:
    """Yield large buttons one by one and small ones in columns of three, as Excel sets them."""
    waiting: list[str] = []
    for button in buttons:
        drawn = f'<div class="{button.ukuran}"><i>{escape(button.label[0])}</i>{escape(button.label)}</div>'
        if button.ukuran == "kecil" and len(waiting) < IN_COLUMN:
            waiting.append(drawn)
            continue
        yield from _column(waiting)
        waiting = [drawn] if button.ukuran == "kecil" else []
        if button.ukuran == "besar":
            yield drawn
    yield from _column(waiting)


def _column(drawn: list[str]) -> Iterator[str]:
    if drawn:
        yield f'<div class="column">{"".join(drawn)}</div>'


def main() -> None:
    """Draw the ribbon."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pita.html"
        source.write_text(page(load_buttons()), encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--force-device-scale-factor=1.5", f"--window-size={WINDOW}", f"--screenshot={TARGET}",
             source.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


if __name__ == "__main__":
    main()

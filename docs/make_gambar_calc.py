"""Make ``docs/gambar/calc-periksa.png``: the shipped example in LibreOffice Calc after a click on Periksa.

Run from the project folder with the project installed: ``python docs/make_gambar_calc.py``. Needs the Debian packages
that ``./tes`` installs. The message at the end is closed before the picture.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from make_gambar import GAMBAR, NOW

from ppid_xl.addin.oxt import build_oxt
from ppid_xl.buttons import load_buttons
from ppid_xl.workflow.contoh import contoh
from ppid_xl.workflow.ground.knowledge import load_knowledge

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
HIDDEN = ("Ringkasan Isi", "Penanggung Jawab", "Waktu dan Tempat Pembuatan", "Bentuk", "Retensi", "Tahap")
SECONDS = 60.0


def draw_periksa(folder: Path, target: Path) -> None:
    """Click on Periksa in the example and draw the screen."""
    from kantor_calc import Office, Screen, install_extension

    contoh(folder / "contoh", load_knowledge(), NOW, "gambar", lambda _: None)
    workbook, log = folder / "contoh" / "rekap-contoh.xlsx", folder / "log.txt"
    install_extension(build_oxt(load_buttons()), folder / "profil")
    with Screen(folder) as screen:
        seen = {**_configured(folder), "DISPLAY": screen.display, "PPID_XL_LOG": str(log)}
        with Office(folder / "profil", environment=seen, headless=False) as office:
            number = office.open(path=str(workbook), filter_name="Calc MS Excel 2007 XML")
            office.window(document=number, x=0, y=0, width=1366, height=768)
            _hide_columns(office, number)
            office.select(document=number, sheet="Rekap", refs=["A1"])
            x, y, width, height = office.buttons(names=["Periksa"])["Periksa"]
            screen.click(x + width // 2, y + height // 2)
            _wait_for(log, "info: ")
            screen.type_into_box(office, "OK", "Return")
            _wait_for(log, "selesai periksa")
            screen.type("Right")  # the hint of a cell goes away
            time.sleep(1.0)
            screen.draw(target)


def _configured(folder: Path) -> dict[str, str]:
    (folder / "ppid_xl").mkdir()
    command = [sys.executable, "-I", "-m", "ppid_xl.ribbon", "calc"]
    (folder / "ppid_xl" / "host.json").write_text(json.dumps({"command": command}), encoding="utf-8")
    return {"XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder)}


def _hide_columns(office: object, number: int) -> None:
    """Hide some columns so that what is wrong and what is said of it stand side by side."""
    code = f"""
sheet = document.Sheets.getByName("Rekap")
for column, heading in enumerate(sheet.getCellRangeByName("A4:AF4").getDataArray()[0]):
    if heading in {HIDDEN!r}:
        sheet.Columns.getByIndex(column).IsVisible = False
"""
    office.run(document=number, code=code)  # type: ignore[attr-defined]


def _wait_for(log: Path, text: str) -> None:
    end = time.monotonic() + SECONDS
    while not (log.is_file() and text in log.read_text(encoding="utf-8")):
        if time.monotonic() > end:
            raise TimeoutError(f"{text!r} is not in the log of the extension")
        time.sleep(0.1)


def main() -> None:
    """Draw the picture."""
    with tempfile.TemporaryDirectory() as name:
        draw_periksa(Path(name), GAMBAR / "calc-periksa.png")


if __name__ == "__main__":
    main()

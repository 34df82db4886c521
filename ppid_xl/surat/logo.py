"""The picture in the kop: ``logo.png`` or ``logo.jpg`` that an office puts beside its workbook."""

from __future__ import annotations

from pathlib import Path

from ppid_xl.errors import InputError

NAMES = ("logo.png", "logo.jpg", "logo.jpeg")
# First bytes, and what a whole file has near its end (PNG: chunk IEND; JPEG: marker EOI).
FORMS = ((b"\x89PNG\r\n\x1a\n", b"IEND"), (b"\xff\xd8\xff", b"\xff\xd9"))
TAIL = 1024


def find_logo(folder: Path | None) -> Path | None:
    """Return the logo beside the workbook, else in ``templates`` there; None when there is none.

    Raises InputError for a file of that name that is no whole PNG or JPEG, whatever its name says.
    """
    if folder is None:
        return None
    for place in (folder, folder / "templates"):
        for name in NAMES:
            if (place / name).is_file():
                return _checked(place / name)
    return None


def _checked(path: Path) -> Path:
    from docx.image.image import Image

    try:
        content = path.read_bytes()
        whole = any(content.startswith(head) and end in content[-TAIL:] for head, end in FORMS)
        size = Image.from_file(str(path)) if whole else None
    except Exception as reason:  # python-docx answers a damaged picture with errors of every class
        raise InputError("logo-rusak", berkas=path) from reason
    if size is None or not (size.px_width and size.px_height):
        raise InputError("logo-rusak", berkas=path)
    return path

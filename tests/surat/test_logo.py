from __future__ import annotations

import pytest
from contoh_surat import write_logo

from ppid_xl.errors import InputError
from ppid_xl.surat.logo import find_logo


def test_without_a_picture_there_is_no_logo(tmp_path):
    assert find_logo(tmp_path) is None
    assert find_logo(None) is None


def test_a_logo_beside_the_workbook_comes_before_one_in_templates(tmp_path):
    (tmp_path / "templates").mkdir()
    inside = write_logo(tmp_path / "templates" / "logo.png")
    assert find_logo(tmp_path) == inside
    beside = write_logo(tmp_path / "logo.png")
    assert find_logo(tmp_path) == beside


def test_a_png_named_jpg_is_still_a_picture(tmp_path):
    assert find_logo(tmp_path) is None
    assert find_logo(write_logo(tmp_path / "logo.jpg").parent) == tmp_path / "logo.jpg"


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


@pytest.mark.parametrize(
    "damage",
    [cut, lambda _: b"", lambda _: b"GIF89a" + b"\0" * 50, lambda c: c[:8] + b"\xff" * 40 + b"IEND"],
    ids=["half a file", "empty", "another form", "no head"],
)
def test_a_picture_that_is_not_whole_is_refused_in_one_sentence(tmp_path, damage):
    path = write_logo(tmp_path / "logo.png")
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(InputError) as caught:
        find_logo(tmp_path)
    assert (caught.value.kode, caught.value.fakta["berkas"]) == ("logo-rusak", str(path))

"""R50: what a test or an approval closed is public again only by an act that opened it."""

from __future__ import annotations

from datetime import datetime

import pytest
from buku_uji import Cells, book, dictionary, judge

from ppid_xl.evidence import sidik_of

ONE = "INF-2026-0001"
PUBLIC: Cells = {"id": ONE, "judul_informasi": "Kertas kerja audit", "klasifikasi": "Berkala"}
SIDIK = 'Baik.\nsidik: id "INF-2026-0001..0002"; sidik "0123456789abcdef"'


def act(number: int, keputusan: str = "Dicatat", **more: str) -> Cells:
    return {
        "id_langkah": f"LK-2026-{number:04}", "kegiatan": "Rapat", "id_informasi": ONE, "keputusan": keputusan,
        "mulai": datetime(2026, 10, number), **more,
    }  # fmt: skip


def uji_of(hasil: str, putaran: int = 1, langkah: int = 1) -> Cells:
    return {"id_uji": f"UJI-2026-{putaran:04}", "id_informasi": ONE, "putaran": putaran,
            "id_langkah": f"LK-2026-{langkah:04}", "hasil": hasil}  # fmt: skip


def still_closed(acts: list[Cells], tests: list[Cells], row: Cells = PUBLIC) -> list[str]:
    found = judge(book({"tblRekap": [row], "tblUji": tests, "tblLangkah": acts}))
    return [f.fakta["bukti"] for f in found if f.pesan == "R50.dibuka"]


@pytest.mark.parametrize("hasil", ["Ditutup", "Ditutup sebagian", "Ditunda", ""])
def test_a_test_that_did_not_open_keeps_a_row_closed(hasil: str) -> None:
    assert still_closed([act(1)], [uji_of(hasil)]) == ["UJI-2026-0001"]


def test_an_approval_after_a_test_keeps_a_row_closed_even_when_the_test_said_open() -> None:
    assert still_closed([act(1), act(2, "Disetujui")], [uji_of("Dibuka")]) == ["LK-2026-0002"]


def test_a_row_that_was_opened_is_public() -> None:
    acts = [act(1), act(2, "Disetujui"), act(3), act(4, "Disetujui"), act(5, "Dibuka")]
    assert still_closed(acts, [uji_of("Ditutup"), uji_of("Dibuka", 2, 3)]) == []
    assert still_closed(acts, [uji_of("Ditutup")]) == []


def test_what_was_opened_may_be_approved_in_a_list_of_public_rows() -> None:
    acts = [act(1), act(2, "Disetujui"), act(3, "Dibuka"), act(4, "Disetujui")]
    row = {**PUBLIC, "konsekuensi_bila_dibuka": "Mengurangi kebebasan."}
    assert still_closed(acts, [uji_of("Ditutup")], row) == []


def test_what_was_opened_and_then_excluded_by_an_approval_without_a_test_is_closed() -> None:
    acts = [act(1, "Dibuka"), act(2, "Disetujui", catatan=SIDIK)]
    assert still_closed(acts, []) == ["LK-2026-0002"]


def test_a_row_closed_anew_after_it_was_opened_is_closed() -> None:
    acts = [act(1), act(2, "Dibuka"), act(3)]
    assert still_closed(acts, [uji_of("Ditutup"), uji_of("Ditutup", 2, 3)]) == ["UJI-2026-0002"]


def test_a_sheet_sorted_another_way_says_the_same() -> None:
    acts = [act(5, "Dibuka"), act(2, "Disetujui"), act(1)]
    assert still_closed(acts, [uji_of("Ditutup")]) == []


def test_a_test_that_opened_what_was_never_approved_leaves_a_row_public() -> None:
    assert still_closed([act(1)], [uji_of("Dibuka")]) == []


def test_a_list_of_public_rows_may_be_approved_whatever_words_are_left_in_them() -> None:
    for row in (PUBLIC, {**PUBLIC, "konsekuensi_bila_dibuka": "Mengurangi kebebasan."}):
        assert still_closed([act(1, "Disetujui")], [], row) == []


@pytest.mark.parametrize(
    ("approval", "row"),
    [
        (act(1, "Disetujui", catatan=SIDIK), PUBLIC),
        (act(1, "Diperpanjang"), PUBLIC),
    ],
)
def test_an_approved_exclusion_without_a_test_stays_closed(approval: Cells, row: Cells) -> None:
    assert still_closed([approval], [], row) == ["LK-2026-0001"]


def test_an_excluded_row_and_one_of_no_class_are_none_of_its_business() -> None:
    for name in ("Dikecualikan", "", "Terbatas"):
        assert still_closed([act(1)], [uji_of("Ditutup")], {**PUBLIC, "klasifikasi": name}) == []


def test_an_id_in_small_letters_has_the_same_evidence() -> None:
    row = {**PUBLIC, "id": ONE.lower()}
    assert still_closed([act(1)], [uji_of("Ditutup")], row) == ["UJI-2026-0001"]


def renumbered(**cells: str) -> list[str]:
    """Return what is said of the row of a closed test under an ID that has no record of its own."""
    closed = {**PUBLIC, "klasifikasi": "dikecualikan", "konsekuensi_bila_dibuka": "Mengurangi kebebasan."}
    spec = dictionary().tabel["tblRekap"]
    sidik = sidik_of(book({"tblRekap": [closed]}).rows("tblRekap")[0], spec)
    row = {**closed, "id": "INF-2026-0077", "klasifikasi": "Berkala", **cells}
    return still_closed([act(1)], [{**uji_of("Ditutup"), "sidik": sidik}], row)


def test_a_closed_row_under_another_id_is_known_by_its_words() -> None:
    assert renumbered() == ["UJI-2026-0001"]


def test_other_words_and_a_redacted_copy_are_none_of_it() -> None:
    assert renumbered(judul_informasi="Rencana kerja") == []
    assert renumbered(versi_publik_dari=ONE) == []

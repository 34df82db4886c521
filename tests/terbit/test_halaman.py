"""The page: whole without JavaScript, nothing from elsewhere, every text only text."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.bawaan import data_path, template_path
from ppid_xl.columns import load_columns
from ppid_xl.terbit.daftar import DIKECUALIKAN, INFORMASI_PUBLIK, Daftar, Item, clean, public_columns
from ppid_xl.terbit.halaman import PageHead, is_web_address, load_situs, make_page

SPEC = load_columns(data_path("kolom.toml")).tabel["tblRekap"]
SITUS = load_situs(template_path("situs"))
HEAD = PageHead("DINAS <CONTOH>", "PEMERINTAH CONTOH", 3, date(2026, 11, 20), date(2026, 11, 21), "ab" * 32)
VOID = {"meta", "input", "link", "br"}


class Reader(HTMLParser):
    """What a browser finds: each element with its attributes, and the text of each cell."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self._open) and "a" not in self._open:
            self.cells[-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def daftar(kode: str, *items: dict[str, str | date]) -> Daftar:
    return Daftar(
        kode, public_columns(SPEC, kode), tuple(Item(values, 5 + n) for n, values in enumerate(items))
    )


def page(*values: dict[str, str | date]) -> str:
    return make_page(HEAD, [daftar(INFORMASI_PUBLIK, *values), daftar(DIKECUALIKAN, *values)], SITUS)


ONE: dict[str, str | date] = {
    "id": "INF-2026-0001",
    "judul_informasi": "Rencana kerja",
    "klasifikasi": "Berkala",
    "unit_penguasa": "Sekretariat",
    "tautan_publikasi": "https://ppid.contohprov.go.id/r?a=1&b=2",
    "akhir_pengecualian": date(2031, 1, 2),
}


@given(st.text())
def test_any_text_of_a_row_is_shown_as_text_and_makes_no_element(text: str) -> None:
    published = clean(text)
    found = Reader(page({"judul_informasi": published, "unit_penguasa": published, "id": published}))
    plain = Reader(page({"judul_informasi": "x", "unit_penguasa": "x", "id": "x"}))
    if published:
        assert [e for e, _ in found.elements] == [e for e, _ in plain.elements]
        assert sum(published in cell for cell in found.cells) >= 2


def test_it_asks_nothing_from_elsewhere() -> None:
    found = Reader(page(ONE))
    assert not [e for e, a in found.elements if e in ("link", "img", "iframe", "object", "form", "base")]
    assert not [
        a for _, a in found.elements if "src" in a or "style" in a or any(k.startswith("on") for k in a)
    ]
    assert "@import" not in SITUS.style
    assert "url(" not in SITUS.style
    assert not re.search(r"fetch|XMLHttp|eval|innerHTML|document\.write", SITUS.script)


def test_only_its_own_style_and_script_may_run() -> None:
    text = page(ONE)
    (policy,) = [a["content"] or "" for a in Reader(text).all("meta") if a.get("http-equiv")]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_tables_name_their_columns_rows_and_themselves() -> None:
    found = Reader(page(ONE))
    assert found.all("html")[0]["lang"] == "id"
    assert len(found.all("caption")) == len(found.all("table")) == 2
    assert {a.get("scope") for a in found.all("th")} == {"col", "row"}
    ids = {a.get("id") for _, a in found.elements}
    assert {a["for"] for a in found.all("label")} <= ids
    assert {(a["href"] or "")[1:] for a in found.all("a") if (a["href"] or "").startswith("#")} <= ids


def test_each_informasi_can_be_pointed_at() -> None:
    assert 'id="INF-2026-0001"' in page(ONE)


def test_an_id_of_another_kind_is_no_anchor() -> None:
    assert not [a for a in Reader(page({**ONE, "id": "cari"})).all("tr") if a.get("id")]


def test_only_a_public_informasi_links_and_only_to_the_web() -> None:
    links = [a["href"] for a in Reader(page(ONE)).all("a") if not (a["href"] or "").startswith("#")]
    assert links == ["https://ppid.contohprov.go.id/r?a=1&b=2"]


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "data:text/html,x", "ppid.go.id", "https://", "https://a b", "http://[", ""],
)
def test_no_other_text_becomes_a_link(text: str) -> None:
    assert not is_web_address(text)
    assert "javascript:" not in [a["href"] for a in Reader(page({**ONE, "tautan_publikasi": text})).all("a")]


def test_an_empty_list_says_so() -> None:
    assert page().count("Belum ada informasi dalam daftar ini.") == 2


def test_the_page_says_from_which_version_and_day_it_is() -> None:
    text = page(ONE)
    assert "Disusun dari versi 3 rekap, diarsipkan 20 November 2026; keadaan per 21 November 2026." in text
    assert "ab" * 32 in text
    assert "DINAS &lt;CONTOH&gt;" in text


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("#ffffff", "#1f4e79"), ("#dbe7f2", "#1f4e79"), ("#4f5b66", "#f4f7fa"), ("#0b5394", "#ffffff"),
        ("#9a3412", "#fde8d9"), ("#1f4e79", "#e3eefa"), ("#2f5420", "#e2efda"), ("#6b6b6b", "#f8fafc"),
        ("#4f5b66", "#fff6d6"),
    ],
)  # fmt: skip
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert text in SITUS.style or text in ("#ffffff",)
    dark, light = sorted((luminance(text), luminance(ground)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5

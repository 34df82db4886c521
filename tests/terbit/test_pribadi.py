"""Private values: found in every spelling, and nothing else is taken for one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ppid_xl.terbit.pribadi import find_private

SEPARATORS = st.sampled_from(["", " ", ".", "-", " - ", "\u00a0", "\u2013"])
SPACES = st.sampled_from(["", " ", "-", ".", "\n", "-\n", " \n", " - ", "_", "\u2013", "\u00ad"])
WORDS = st.sampled_from(["", "a.n. pegawai ", "Data ", "Pasal 17 huruf h ", "lihat: ", "(", "2. "])
DAYS = st.dates(date(1950, 1, 1), date(2004, 12, 31))


@st.composite
def niks(draw: st.DrawFn) -> str:
    born, woman = draw(DAYS), draw(st.booleans())
    day = f"{born.day + 40 * woman:02}{born:%m%y}"
    place = draw(st.sampled_from(["617101", "110123", "647203", "317305"]))
    return draw(SEPARATORS).join((place, day, f"{draw(st.integers(1, 9999)):04}"))


@st.composite
def nips(draw: st.DrawFn) -> str:
    born = draw(DAYS)
    began = born + timedelta(days=365 * draw(st.integers(19, 40)))
    parts = (
        f"{born:%Y%m%d}",
        f"{began:%Y%m}",
        draw(st.sampled_from("12")),
        f"{draw(st.integers(1, 999)):03}",
    )
    return draw(SEPARATORS).join(parts)


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    digits = f"{draw(st.integers(11, 99))}{draw(st.integers(10**6, 10**8))}"
    apart = draw(SPACES)
    groups = [digits[i : i + 4] for i in range(2, len(digits), 4)]
    return draw(st.sampled_from(["08", "+628", "628", "+62 8"])) + apart.join([digits[:2], *groups])


@st.composite
def disguises(draw: st.DrawFn, numbers: st.SearchStrategy[str]) -> str:
    """Return a number with a letter for a digit, a digit as character reference, or every digit by itself."""
    plain = "".join(c for c in draw(numbers) if c.isdigit())
    way = draw(st.integers(0, 3))
    if way == 0:
        return plain.replace("0", draw(st.sampled_from("Oo")))
    if way == 1:
        place = draw(st.integers(0, len(plain) - 1))
        form = draw(st.sampled_from(["&#{};", "&#x{:x};", "&#{:04};", "%{:x}"]))
        return plain[:place] + form.format(ord(plain[place])) + plain[place + 1 :]
    if way == 2:
        return draw(st.sampled_from([" ", "-", ".", " - ", "_", "\n", "\u0336"])).join(plain)
    return plain[0] + plain[1:-1].replace("1", draw(st.sampled_from("lI"))) + plain[-1]


def kinds(text: str) -> set[str]:
    return {found.jenis for found in find_private(text)}


@given(WORDS, niks(), st.sampled_from(["", " tahun 2025", ";", ")"]))
def test_an_nik_is_found_in_every_spelling(before: str, nik: str, after: str) -> None:
    assert "nik" in kinds(before + nik + after)


@given(WORDS, nips(), st.sampled_from(["", " tahun 2025", ";", ")"]))
def test_an_nip_is_found_in_every_spelling(before: str, nip: str, after: str) -> None:
    assert "nip" in kinds(before + nip + after)


@given(WORDS, mobiles())
@example("", "0811 2074 1900")
def test_a_mobile_number_is_found_in_every_spelling(before: str, number: str) -> None:
    assert "telepon" in kinds(before + number)


@given(WORDS, disguises(mobiles()))
@example("", "0 8 1 2 3 4 5 6 7 8 9 0")
@example("", "O812-3456-7890")
@example("", "0812&#51;4567890")
@example("", "0812-3456\n7890")
@example("naik 100%", "081234567890")
@example("2. ", "0-8-1-2-3-4-5-6-7-8-9-0")
def test_a_mobile_number_is_found_in_every_disguise(before: str, number: str) -> None:
    assert "telepon" in kinds(before + number)


@given(WORDS, disguises(niks()))
def test_an_nik_is_found_in_every_disguise(before: str, nik: str) -> None:
    assert "nik" in kinds(before + nik)


@given(WORDS, disguises(nips()))
def test_an_nip_is_found_in_every_disguise(before: str, nip: str) -> None:
    assert "nip" in kinds(before + nip)


@pytest.mark.parametrize(
    "text",
    ["09.254.294.3-407.000", "NPWP 09 254 294 3 407 000", "NPWP: 092542943407000", "npwp 0925429434070001"],
)
def test_a_taxpayer_number_is_found(text: str) -> None:
    assert kinds(text) == {"npwp"}


@pytest.mark.parametrize(
    "text",
    [
        "(0561) 733888",
        "0561-733888",
        "0561 733 888",
        "0561733888",
        "Telp. 733888",
        "HP: 0812 3456 789",
        "Telp/HP 0561-733888/081234567890",
        "hubungi WA 62 812 3456 7890",
        "+60 12 345 6789",
        "2.081234567890",
    ],
)
def test_a_telephone_number_is_found(text: str) -> None:
    assert "telepon" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "0541-73 1234/73 1235",
        "0541-731234/731235",
        "0541 731234 / 731235 / 731236",
        "(0541) 73-1234/73-1235",
        "0541/731234",
        "0561/736541 dan 0561/736542",
        "021/3456789",
        "021-345 6789/345 6790",
        "0812/3456/7890",
    ],
)
def test_a_telephone_number_with_slashes_is_found(text: str) -> None:
    assert kinds(f"Hubungi {text}") == {"telepon"}
    assert kinds(f"{text}; jam kerja") == {"telepon"}


@pytest.mark.parametrize(
    "text",
    [
        "188.44/123/2020",
        "188.44/0541/731234",
        "050/0541/2020",
        "0541/123/BKD/2020",
        "0541/731234/2020",
        "045.2/0812/2021",
        "0812/3456/2024",
        "0812/345/BKD",
        "800/0561/736541",
        "021/123456/2024",
        "070-123456/12/BKD",
        "027/1234567",
        "02/01/2026",
        "12/08/2024 - 13/08/2024",
        "2023/2024",
        "000.1.2.3/0541-12/2024",
        "900/0812/3456/7890",
    ],
)
@pytest.mark.parametrize("topic", ["", "SK Nomor ", "Arsip kode ", "Tagihan telepon "])
def test_a_number_of_a_law_a_letter_a_day_or_a_file_with_slashes_is_none(topic: str, text: str) -> None:
    assert find_private(topic + text) == []


def test_two_long_numbers_before_the_letters_of_an_office_are_the_number_of_a_letter() -> None:
    assert find_private("Nomor 070-123456/123457/BKD") == []


@pytest.mark.parametrize(
    ("text", "jenis"),
    [
        ("NIP 131 234 567", "nip"),
        ("1.98609262015051E+17", "nip"),
        ("NIP196809011989112005", "nip"),
        ("１９６８０９０１１９８９１１２００５", "nip"),
        ("1968\u200b0901\u200b1989112005", "nip"),
        ("No. KTP 6171 0512 3456 0001", "nik"),
    ],
)
def test_odd_spellings_are_found(text: str, jenis: str) -> None:
    assert jenis in kinds(text)


YEARS = st.integers(1945, 2045).map(str)
NUMBERS = st.integers(1, 9999)
LETTERS = st.builds(
    lambda a, b, c, d, e: f"{a}{d}{b}{d}{c}{d}{e}",
    st.sampled_from(["065", "870", "800", "300.2.11", "188.4", "07", "400", "000.1.2.3", "021", "0812"]),
    NUMBERS,
    st.sampled_from(["BKD", "KESRA-TU", "Sekr.7", "IV", "I.7", "SOP-PPID", "DISKOMINFO.1"]),
    st.sampled_from(["/", " / "]),
    YEARS,
)
LAWS = st.builds(
    lambda kind, number, year, pasal: f"Pasal {pasal} ayat ({pasal % 9 + 1}) {kind} {number}/{year}",
    st.sampled_from(["UU", "PP", "Permendagri Nomor", "PerKI No.", "Perda"]),
    st.integers(1, 300),
    YEARS,
    st.integers(1, 200),
)
SPANS = st.lists(YEARS, min_size=1, max_size=6).flatmap(
    lambda years: st.sampled_from([" ", "-", ", ", " dan ", " - ", "."]).map(lambda apart: apart.join(years))
)
MONEY = st.integers(0, 10**13).map(lambda n: f"Rp {n:,}".replace(",", "."))
DATES = st.dates(date(1945, 1, 1), date(2060, 12, 31)).map(lambda d: f"{d:%d-%m-%Y}")
LINES = st.lists(st.one_of(LETTERS, LAWS, MONEY, DATES), min_size=2, max_size=4).map("\n".join)
BUDGET = st.lists(st.integers(1, 99), min_size=5, max_size=7).map(
    lambda n: "5." + ".".join(f"{x:02}" for x in n)
)
TOPICS = st.sampled_from(
    ["", "Tagihan telepon ", "Daftar nomor telepon pegawai ", "Rekap NIP dan NIK tahun ", "Kontak "]
)


@given(
    TOPICS,
    st.one_of(LETTERS, LAWS, SPANS, MONEY, DATES, LINES),
    st.sampled_from(["", " tentang pegawai", ";"]),
)
def test_numbers_of_letters_laws_years_dates_and_money_are_none_of_these(
    topic: str, text: str, after: str
) -> None:
    assert find_private(topic + text + after, files=True, links=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "Laporan ISO 9001 2015",
        "Anggaran 2O25\n2. Realisasi 2024",
        "Nilai 0,8 sampai 1,2",
        "R&D; 100 & 200",
        "Tabel 0 1 0 1 0 1 0 1",
        "Pasal 4I ayat (1)",
        "1.\n2.\n3.\n4.\n5.\n6.\n7.\n8.\n9.\n10.\n11.",
        "02.03.04\n08.01.2025\n09.01.2025",
        "ppid@contohprov.go.id",
        "CO2 0801 2025",
    ],
)
def test_what_only_looks_like_a_disguise_is_none(text: str) -> None:
    assert find_private(text, files=True, links=True) == []


@given(BUDGET)
def test_budget_codes_are_none_of_these(code: str) -> None:
    assert find_private(f"Rekening {code}") == []


@pytest.mark.parametrize(
    "text",
    [
        "C:\\arsip\\audit.docx",
        "\\\\server\\ppid\\x",
        "file:///x",
        "~/audit",
        "/srv/budi/audit",
        "D:/arsip/x",
    ],
)
def test_a_place_on_a_computer_counts_always(text: str) -> None:
    assert [found.jenis for found in find_private(text)][:1] == ["berkas"]


@pytest.mark.parametrize(
    "text", ["lihat audit-2025.pdf", "https://drive.contoh.id/x", "www.contoh.id/x.docx"]
)
def test_names_and_links_of_files_count_in_the_excluded_list(text: str) -> None:
    assert [found.jenis for found in find_private(text, files=True, links=True)] == ["berkas"]
    assert find_private(text) == []


def test_without_links_a_name_counts_and_an_address_on_the_web_does_not() -> None:
    assert [found.text for found in find_private("audit.docx di https://x.go.id/b.pdf", files=True)] == [
        "audit.docx"
    ]


@pytest.mark.parametrize("text", ["dan/atau", "Softcopy (pdf)", "Cetak/PDF", "UU ITE, dsb.", "s.d. 2025"])
def test_plain_words_are_no_file(text: str) -> None:
    assert find_private(text, files=True, links=True) == []


@given(st.one_of(niks(), nips(), mobiles()))
def test_what_is_shown_of_it_does_not_tell_it(text: str) -> None:
    for found in find_private(text):
        assert sum(c.isdigit() for c in found.masked) <= 2
        assert len(found.masked) == len(found.text)

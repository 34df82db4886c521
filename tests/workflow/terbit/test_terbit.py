"""Terbit: from the archive only, by allow-list only, and not at all while something may not be shown."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kantor_arsip import CLOSED, OPEN, archive, archive_again, become_another_body, change

from ppid_xl.bawaan import sop_dir
from ppid_xl.errors import ArsipError, InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.model import AppendRows, Value
from ppid_xl.terbit.berkas import digest
from ppid_xl.terbit.daftar import DIKECUALIKAN, INFORMASI_PUBLIK, make_daftar
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.periksa.rahasia import PERSONAL, SECRET
from ppid_xl.workflow.proses.persetujuan import DISETUJUI, decide
from ppid_xl.workflow.terbit.terbit import LISTS, Terbitan, cases_of, record_terbit, stopping_findings, terbit

COPIES = ("daftar.html", "daftar.json", "daftar-dikecualikan.csv", "daftar-informasi-publik.csv")


def publish(host: FileHost, knowledge: Knowledge, now: datetime) -> Terbitan:
    folder = host.path.parent
    return terbit(host.path, knowledge, now, arsip=folder / "arsip", folder=folder / "terbitan")


def everything(done: Terbitan) -> str:
    """Return the text of all that was published, Word documents too."""
    texts = []
    for path in done.files:
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as parts:
                texts += [parts.read(name).decode(errors="replace") for name in parts.namelist()]
        else:
            texts.append(path.read_text(encoding="utf-8"))
    return "\n".join(texts)


@pytest.fixture
def office(rekap: Path, knowledge: Knowledge, now: datetime) -> FileHost:
    return archive(rekap, knowledge, now)


def test_page_csv_and_json_of_both_lists_are_built(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    done = publish(office, knowledge, now)
    names = {path.name for path in done.files}
    assert set(COPIES) <= names
    assert dict(done.counts) == {"daftar-informasi-publik": 1, "daftar-dikecualikan": 1}
    data = json.loads((done.folder / "daftar.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in data["daftar-dikecualikan"]] == ["INF-2026-0001"]
    assert data["daftar-dikecualikan"][0]["akhir_pengecualian"] == "2031-01-02"
    assert digest((done.folder / "daftar.json").read_bytes()) in (done.folder / "daftar.html").read_text()


def test_the_same_version_and_day_give_the_same_bytes(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    first = {p.name: p.read_bytes() for p in publish(office, knowledge, now).files}
    again = {p.name: p.read_bytes() for p in publish(office, knowledge, now).files}
    assert {name: first[name] for name in COPIES} == {name: again[name] for name in COPIES}


def test_what_is_only_in_the_workbook_is_not_published(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    change(office, "judul_informasi", "Judul yang belum diarsipkan")
    done = publish(office, knowledge, now)
    assert "belum diarsipkan" not in everything(done)
    assert any("berubah sejak versi 1" in note for note in done.notes)
    archive_again(office, knowledge, now)
    assert "Judul yang belum diarsipkan" in everything(publish(office, knowledge, now))


def test_without_an_archive_nothing_is_published(rekap: Path, knowledge: Knowledge, now: datetime) -> None:
    with pytest.raises(ArsipError):
        terbit(rekap, knowledge, now, arsip=rekap.parent / "arsip", folder=rekap.parent / "terbitan")


def test_a_workbook_that_was_never_archived_is_named(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    other = office.path.rename(office.path.with_name("lain.xlsx"))
    with pytest.raises(ArsipError) as refusal:
        terbit(other, knowledge, now, arsip=other.parent / "arsip", folder=other.parent / "terbitan")
    assert refusal.value.kode == "belum-diarsipkan"


@pytest.mark.parametrize("name", ["0*.xlsx", "v1/inventory.json", "log.jsonl"])
def test_a_damaged_archive_publishes_nothing(
    office: FileHost, knowledge: Knowledge, now: datetime, name: str
) -> None:
    folder = office.path.parent
    stored = next((folder / "arsip").rglob(name))
    stored.chmod(0o600)
    stored.write_bytes(stored.read_bytes().replace(b"a", b"b", 1))
    with pytest.raises(ArsipError) as refusal:
        publish(office, knowledge, now)
    assert refusal.value.kode == "terbitan-arsip-cacat"
    assert not (folder / "terbitan").exists()


def test_a_row_past_its_end_stops_everything_on_the_day_after(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    assert publish(office, knowledge, now.replace(year=2031, month=1, day=2)).files
    done = publish(office, knowledge, now.replace(year=2031, month=1, day=3))
    assert [(f.id, f.aturan) for f in done.blocking] == [("INF-2026-0001", "pp-61-2010/R17")]
    assert done.files == ()


def test_an_informasi_in_both_lists_stops_everything(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    twin = {**OPEN, "judul_informasi": "KERTAS kerja  audit 2025", "unit_penguasa": "inspektorat"}
    done = publish(archive(rekap, knowledge, now, [CLOSED, twin]), knowledge, now)
    assert {f.aturan for f in done.blocking} == {"uu-14-2008/R24"}
    assert not (rekap.parent / "terbitan").exists()


UJI: dict[str, Value] = {
    "id_uji": "UJI-2026-0001", "id_informasi": "INF-2026-0001", "putaran": 1, "hasil": "Ditutup",
}  # fmt: skip


@pytest.mark.parametrize("word", ["Berkala", "serta  merta", "Tersedia setiap saat"])
def test_a_closed_row_whose_class_was_typed_over_stops_everything(
    office: FileHost, knowledge: Knowledge, now: datetime, word: str
) -> None:
    office.apply([AppendRows("tblUji", [UJI])])
    change(office, "klasifikasi", word)
    archive_again(office, knowledge, now)
    done = publish(office, knowledge, now)
    assert [(f.id, f.pesan, f.kolom) for f in done.blocking] == [
        ("INF-2026-0001", "R50.dibuka", "Klasifikasi")
    ]
    assert done.files == ()


def test_a_closed_informasi_whose_row_is_gone_is_told(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    office.apply([AppendRows("tblUji", [{**UJI, "id_informasi": "INF-2026-0009"}])])
    archive_again(office, knowledge, now)
    notes = publish(office, knowledge, now).notes
    assert any("tidak ada lagi di Rekap" in note and "INF-2026-0009" in note for note in notes)


def test_an_extension_without_a_test_stops_no_list(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    act: dict[str, Value] = {"id_langkah": "LK-2026-0001", "kegiatan": "Perpanjangan", "id_informasi": "INF-2026-0001",
                             "keputusan": "Diperpanjang", "mulai": datetime(2026, 11, 2)}  # fmt: skip
    office.apply([AppendRows("tblLangkah", [act])])
    archive_again(office, knowledge, now)
    assert publish(office, knowledge, now).files


@pytest.mark.parametrize(
    ("key", "text", "rule"),
    [
        ("judul_informasi", "Biodata NIP 19680901 198911 2 005", "R55"),
        ("dasar_hukum", "Pasal 17 huruf h UU 14/2008, NIK 6171050512900001", "R55"),
        ("manfaat_bila_ditutup", "Hubungi 0812-3456-7890", "R55"),
        ("bagian_yang_ditutup", "audit rahasia.docx", "R46"),
        ("manfaat_bila_ditutup", "Hubungi 0812-3456\n7890", "R55"),
        ("manfaat_bila_ditutup", "Hubungi O812&#51;4567890", "R55"),
        ("manfaat_bila_ditutup", "NPWP 09.254.294.3-407.000", "R55"),
    ],
)
def test_a_private_value_in_a_public_column_stops_everything_and_is_shown_masked(
    rekap: Path, knowledge: Knowledge, now: datetime, key: str, text: str, rule: str
) -> None:
    done = publish(archive(rekap, knowledge, now, [{**CLOSED, key: text}, OPEN]), knowledge, now)
    (found,) = done.blocking
    spec = knowledge.dictionary.tabel["tblRekap"]
    assert (found.id, found.kolom, found.aturan) == (
        "INF-2026-0001",
        spec.heading(key),
        f"perki-1-2021/{rule}",
    )
    assert "•" in found.isi
    assert found.isi not in text
    assert done.files == ()


@pytest.mark.parametrize(("rule", "source", "quotation"), [PERSONAL, SECRET])
def test_the_law_behind_a_refusal_is_quoted_word_for_word(rule: str, source: str, quotation: str) -> None:
    law = Path(__file__).parents[3] / "ppid_xl" / "data" / "sumber" / f"{rule.split('/')[0]}.txt"
    assert quotation in law.read_text(encoding="utf-8")
    assert source.startswith("PerKI 1/2021 Pasal")


def test_a_row_of_no_known_class_is_in_neither_list_and_is_named(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    odd = {**CLOSED, "id": "INF-2026-0003", "judul_informasi": "Rahasia sekali", "klasifikasi": "Terbatas"}
    done = publish(archive(rekap, knowledge, now, [CLOSED, odd, OPEN]), knowledge, now)
    assert "Rahasia sekali" not in everything(done)
    assert any("INF-2026-0003" in note and "klasifikasi" in note for note in done.notes)


def test_an_exclusion_not_yet_approved_is_told(office: FileHost, knowledge: Knowledge, now: datetime) -> None:
    notes = publish(office, knowledge, now).notes
    assert any("persetujuannya belum tercatat: INF-2026-0001" in note for note in notes)


def approve(host: FileHost, knowledge: Knowledge, now: datetime, *ids: str) -> None:
    """Record the approval of the office's highest level, and archive."""
    host.apply([AppendRows("tblPejabat", [{"kode": "KETUA", "nama": "Contoh Dua", "peran": "Ketua PPID"}])])
    decide(host, knowledge, now, DISETUJUI, Deed("KETUA", ids=ids, bukti="surat.pdf"))
    archive_again(host, knowledge, now)


def test_the_word_list_of_approved_rows_holds_only_public_columns_and_no_nip(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    free = (
        "lokasi_fisik",
        "softcopy",
        "asal",
        "status",
        "ringkasan_isi",
        "penanggung_jawab",
        "versi_publik_dari",
    )
    host = archive(rekap, knowledge, now, [{**CLOSED, **{key: f"rahasia-{key}" for key in free}}])
    approve(host, knowledge, now, "INF-2026-0001")
    done = publish(host, knowledge, now)
    assert "daftar-dikecualikan.docx" in {path.name for path in done.files}
    text = everything(done)
    assert "rahasia-" not in text
    assert "19680901" not in text
    assert rekap.name not in text
    assert "KONSEP" not in text


def test_without_approval_there_is_no_word_list_and_it_says_why(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    done = publish(office, knowledge, now)
    assert not [path for path in done.files if path.suffix == ".docx"]
    assert any(note.startswith("daftar-dikecualikan.docx tidak dibuat") for note in done.notes)


def test_only_columns_that_kolom_toml_names_are_published(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    spec = knowledge.dictionary.tabel["tblRekap"]
    free = (
        "lokasi_fisik",
        "softcopy",
        "asal",
        "status",
        "diverifikasi_oleh",
        "usulan",
        "temuan",
        "versi_publik_dari",
    )
    planted = {key: f"rahasia-{key}" for key in free}
    closed = {**CLOSED, **planted, "ringkasan_isi": "rahasia-ringkasan"}
    public = {
        **OPEN,
        **planted,
        "dasar_hukum": "rahasia-dasar",
        "konsekuensi_bila_dibuka": "rahasia-konsekuensi",
    }
    text = everything(publish(archive(rekap, knowledge, now, [closed, public]), knowledge, now))
    assert "Rencana kerja 2026" in text
    assert "rahasia-" not in text
    assert "19680901" not in text
    assert rekap.name not in text
    assert {c.kunci for c in spec.kolom if c.publik}.isdisjoint(free)


PRIVATE = st.sampled_from(
    [
        "196809011989112005", "19680901 198911 2 005", "6171050512900001", "6171.0505.1290.0001", "0812-3456-7890",
        "+62 812 3456 789", "(0561) 733888", "audit-rahasia.docx", "C:\\arsip\\rahasia.xlsx", "\\\\server\\ppid\\x",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_planted_wherever_it_is_refused_or_absent(
    knowledge: Knowledge, now: datetime, data: st.DataObject
) -> None:
    spec = knowledge.dictionary.tabel["tblRekap"]
    keys = [c.kunci for c in spec.kolom if c.jenis == "teks"]
    key, secret = data.draw(st.sampled_from(keys)), data.draw(PRIVATE)
    row = data.draw(st.sampled_from([CLOSED, OPEN]))
    text = data.draw(
        st.sampled_from(["{}", "Lihat {} di lemari", "{}; lainnya", "Pasal 17 huruf h\n{}"])
    ).format(secret)
    host = MemoryHost(blank_book(knowledge.dictionary))
    host.apply([AppendRows("tblRekap", [{**row, key: text}])])
    book = host.snapshot()
    lists = [make_daftar(kode, cases_of(book, knowledge, now), spec) for kode in LISTS]
    shown = "\n".join(item.text(c) for daftar in lists for item in daftar.items for c in item.values)
    refused = stopping_findings(book, knowledge, now, lists)
    kode = DIKECUALIKAN if row is CLOSED else INFORMASI_PUBLIK
    if kode not in spec.column(key).publik:
        assert secret not in shown
    elif key != "tautan_publikasi" or secret != "audit-rahasia.docx":
        assert refused


@pytest.mark.parametrize("key", ["judul_informasi", "ringkasan_isi", "penanggung_jawab"])
def test_the_name_of_a_file_in_a_public_row_stops_everything(
    rekap: Path, knowledge: Knowledge, now: datetime, key: str
) -> None:
    done = publish(
        archive(rekap, knowledge, now, [CLOSED, {**OPEN, key: "Lihat rahasia.docx"}]), knowledge, now
    )
    assert [(f.id, f.pesan) for f in done.blocking] == [("INF-2026-0002", "terbit.berkas")]
    assert "rahasia" not in done.blocking[0].isi


def test_tautan_publikasi_may_lead_to_a_file_and_a_summary_to_a_page(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    row = {
        **OPEN,
        "tautan_publikasi": "https://ppid.x.go.id/renja.pdf",
        "ringkasan_isi": "Lihat https://ppid.x.go.id",
    }
    assert publish(archive(rekap, knowledge, now, [CLOSED, row]), knowledge, now).files


CLASSES = st.one_of(
    st.sampled_from(["Dikecualikan", "DIKECUALIKAN", " di kecualikan", "dikecualikan.", "Rahasia", "", "Berkala?"]),
    st.text(max_size=20),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CLASSES, max_size=6))
def test_only_a_known_public_class_is_in_the_public_list(
    knowledge: Knowledge, now: datetime, classes: list[str]
) -> None:
    rows: list[dict[str, Value]] = [
        {**OPEN, "id": f"INF-2026-{n:04}", "klasifikasi": name} for n, name in enumerate(classes, 1)
    ]
    host = MemoryHost(blank_book(knowledge.dictionary))
    host.apply([AppendRows("tblRekap", rows)])
    spec = knowledge.dictionary.tabel["tblRekap"]
    daftar = make_daftar(INFORMASI_PUBLIK, cases_of(host.snapshot(), knowledge, now), spec)
    assert {item.text("klasifikasi") for item in daftar.items} <= {"Berkala", "Serta Merta", "Setiap Saat"}
    assert not any("kecuali" in name.casefold() for item in daftar.items for name in [classes[item.row - 5]])


def test_a_published_page_is_recorded_with_its_address_and_digest(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    done = publish(office, knowledge, now)
    url = "https://ppid.contohprov.go.id/daftar.html"
    id_langkah, notes = record_terbit(office, knowledge, now, url, Deed("PPID"), folder=done.folder)
    (act,) = office.snapshot().rows("tblLangkah")
    assert act.text("id_langkah") == id_langkah
    assert act.text("kegiatan").startswith("5. ")
    assert act.text("id_informasi") == "INF-2026-0001..0002"
    assert act["mulai"] == datetime(2026, 11, 21, 8, 15)
    assert url in act.text("bukti")
    assert digest((done.folder / "daftar.html").read_bytes()) in act.text("bukti")
    assert not office.snapshot().rows("tblRekap")[1].text("tautan_publikasi")
    assert any("Tautan Publikasi" in note for note in notes)


def test_a_page_changed_after_it_was_built_is_not_recorded(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    done = publish(office, knowledge, now)
    (done.folder / "daftar.html").write_text("lain")
    with pytest.raises(InputError) as refusal:
        record_terbit(office, knowledge, now, "https://x.go.id", Deed("PPID"), folder=done.folder)
    assert refusal.value.kode == "terbitan-berubah"
    assert not office.snapshot().rows("tblLangkah")


def test_only_an_address_on_the_web_is_recorded(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    done = publish(office, knowledge, now)
    with pytest.raises(InputError) as refusal:
        record_terbit(office, knowledge, now, "daftar.html", Deed("PPID"), folder=done.folder)
    assert refusal.value.kode == "bukan-alamat-web"


def test_the_day_is_the_one_given(office: FileHost, knowledge: Knowledge, now: datetime) -> None:
    publish(office, knowledge, now)
    data = json.loads((office.path.parent / "terbitan" / "daftar.json").read_text(encoding="utf-8"))
    assert data["tanggal"] == date(2026, 11, 21).isoformat()


def test_a_private_column_that_the_offices_own_sop_asks_for_stops_no_word_list(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    folder = rekap.parent / "sop"
    shutil.copytree(sop_dir() / "sumber", folder / "sumber")
    text = (sop_dir() / "disperindag-kalbar-2020.toml").read_text(encoding="utf-8")
    rule = text.index('kode = "lokasi-hardcopy"')
    strict = text[:rule] + text[rule:].replace('tingkat = "peringatan"', 'tingkat = "galat"', 1)
    (folder / "disperindag-kalbar-2020.toml").write_text(strict, encoding="utf-8")
    host = archive(rekap, knowledge, now, [{**CLOSED, "lokasi_fisik": "rahasia-lemari"}])
    approve(host, knowledge, now, "INF-2026-0001")
    done = publish(host, knowledge, now)
    assert "daftar-dikecualikan.docx" in {path.name for path in done.files}
    assert "rahasia-" not in everything(done)


def test_the_archive_of_another_body_is_not_published(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    become_another_body(office, knowledge, now)
    with pytest.raises(ArsipError, match="buku-lain-di-arsip"):
        publish(office, knowledge, now)
    assert not (office.path.parent / "terbitan").exists()

"""Documents of every kind: which rows, which act, who signs, what stops them, and what is never overwritten."""

from __future__ import annotations

import hashlib
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import docx
import pytest
from kantor import ONE, good_rows, office

from ppid_xl.cli import main
from ppid_xl.errors import InputError
from ppid_xl.hosts import Host
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetColumn, SetName, Value
from ppid_xl.surat.konteks import Surat
from ppid_xl.workflow.arsip.simpan import Person, simpan
from ppid_xl.workflow.berkas.berkas import Intake, masuk
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.buka import buka
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.proses.persetujuan import decide
from ppid_xl.workflow.proses.uji import Answers, uji
from ppid_xl.workflow.surat.dokumen import Made, kind_of, kinds, surat

SOP = "disperindag-kalbar-2020"
ROLES = {"PPID": "Ketua PPID", "ATASAN": "Atasan PPID"}
TWO, PUBLIC, ENDED = "INF-2026-0002", "INF-2026-0101", "INF-2026-0201"
OFFICE: dict[str, Value] = {
    "NamaPemerintah": "PEMERINTAH CONTOH",
    "NamaBadan": "Dinas Contoh",
    "Tempat": "Kota Contoh",
}
Make = Callable[..., Made]


@pytest.fixture
def kantor(knowledge: Knowledge) -> Host:
    """Three good excluded rows, a public one, and one whose exclusion ended."""
    host = office(knowledge, SOP, ROLES, rows=3, **OFFICE)
    public: dict[str, Value] = {
        "id": PUBLIC, "judul_informasi": "Laporan kinerja 2025", "ringkasan_isi": "Capaian kinerja satu tahun",
        "unit_penguasa": "Sekretariat", "penanggung_jawab": "Sekretaris", "klasifikasi": "Berkala",
        "waktu_dan_tempat_pembuatan": "Kota Contoh, 2025", "bentuk": "Cetak", "retensi": "5 tahun",
    }  # fmt: skip
    ended = {
        **good_rows(1)[0],
        "id": ENDED,
        "judul_informasi": "Soal ujian 2020",
        "terhitung_mulai": date(2020, 1, 2),
    }
    host.apply([AppendRows("tblRekap", [public, ended])])
    return host


@pytest.fixture
def make(kantor: Host, knowledge: Knowledge, now: datetime, tmp_path: Path) -> Make:
    def make_document(kind: str, **options: object) -> Made:
        given = {"only_passing": True, "workbook_folder": tmp_path, **options}
        return surat(kantor.snapshot(), kind, knowledge, now, tmp_path / "dokumen", **given)  # type: ignore[arg-type]

    return make_document


def text_of(made: Made) -> str:
    assert made.path is not None
    return "\n".join(
        piece.text or ""
        for piece in docx.Document(str(made.path)).element.body.iter()
        if piece.tag.endswith("}t")
    )


def test_each_kind_has_a_template() -> None:
    from ppid_xl.workflow.surat.template import office_template

    assert not [kind for kind in kinds() if not office_template(kind, None).is_file()]


@pytest.mark.parametrize(
    "kind", [kind for kind, one in kinds().items() if one.baris != "ditolak" and not one.perlu_tindakan]
)
def test_each_kind_can_be_made(make: Make, kind: str) -> None:
    made = make(kind, ids=[ONE] if kind == "bukti" else ())
    assert made.path is not None
    assert made.path.is_file()


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("daftar-dikecualikan", {ONE, TWO, "INF-2026-0003"}),
        ("daftar-informasi-publik", {PUBLIC}),
        ("surat-pengantar", {PUBLIC}),
        ("daftar-dapat-diakses", {ENDED}),
        ("lembar-uji-pengubahan", {ENDED}),
        ("label-arsip", {ONE, TWO, "INF-2026-0003", PUBLIC, ENDED}),
        ("daftar-hadir", set()),
    ],
)
def test_a_kind_takes_its_own_rows(make: Make, kind: str, rows: set[str]) -> None:
    assert set(make(kind).rows) == rows


def test_an_excluded_row_never_enters_a_public_list_even_when_asked_for(make: Make) -> None:
    made = make("daftar-informasi-publik", ids=[PUBLIC, ONE])
    assert made.rows == (PUBLIC,)
    assert any(ONE in note for note in made.notes)
    assert "Kertas kerja audit" not in text_of(made)


def test_a_document_made_before_is_never_overwritten(make: Make) -> None:
    first, second = make("persetujuan"), make("persetujuan")
    assert first.path is not None
    assert second.path is not None
    before = first.path.read_bytes()
    third = make("persetujuan", ids=[ONE])
    assert [made.path.name for made in (first, second, third) if made.path] == [
        "persetujuan.docx",
        "persetujuan-2.docx",
        "persetujuan-3.docx",
    ]
    assert first.path.read_bytes() == before


def test_a_row_with_galat_stops_an_official_list_and_nothing_is_written(
    kantor: Host, make: Make, tmp_path: Path
) -> None:
    kantor.apply([SetColumn("tblRekap", "dasar_hukum", {kantor.snapshot().rows("tblRekap")[0].number: None})])
    made = make("daftar-dikecualikan", only_passing=False)
    assert made.path is None
    assert made.blocking
    assert not (tmp_path / "dokumen").exists()


def test_a_label_is_made_of_rows_with_galat_too(make: Make) -> None:
    assert ENDED in make("label-arsip", only_passing=False).rows


# ---- who signs


def officer(kode: str, status: str = "Definitif", **values: Value) -> dict[str, Value]:
    return {"kode": kode, "nama": f"Nama {kode}", "jabatan": f"Jabatan {kode}", "peran": "Atasan PPID",
            "status": status, **values}  # fmt: skip


def signed_by(knowledge: Knowledge, now: datetime, folder: Path, *officers: dict[str, Value],
              **kepala: object) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    host = office(knowledge, SOP, {"PPID": "Ketua PPID"}, **OFFICE)
    host.apply([AppendRows("tblPejabat", list(officers))])
    made = surat(host.snapshot(), "persetujuan", knowledge, now, folder, kepala=Surat(**kepala))  # type: ignore[arg-type]
    assert made.path is not None
    lines = [paragraph.text for paragraph in docx.Document(str(made.path)).paragraphs]
    return "\n".join(lines), made.notes


def test_a_missing_officer_leaves_a_dotted_line_and_a_note(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    text, notes = signed_by(knowledge, now, tmp_path)
    assert "....................," in text
    assert notes == (
        "Pejabat dengan peran Atasan PPID atau Pimpinan Badan Publik atau Kepala Badan belum ada di lembar "
        "Pejabat; nama dibiarkan bertitik-titik.",
    )


def test_an_officer_out_of_office_that_day_does_not_sign(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    text, notes = signed_by(knowledge, now, tmp_path, officer("LAMA", selesai=date(2026, 10, 31)))
    assert "Nama LAMA" not in text
    assert "menjabat pada 21 November 2026" in notes[0]


def test_the_date_of_the_letter_decides_who_signs(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    both = officer("LAMA", selesai=date(2026, 10, 31)), officer("BARU", mulai=date(2026, 11, 1))
    assert "Nama BARU" in signed_by(knowledge, now, tmp_path, *both)[0]
    assert "Nama LAMA" in signed_by(knowledge, now, tmp_path, *both, tanggal=date(2026, 10, 31))[0]


@pytest.mark.parametrize(
    ("officers", "lines"),
    [
        ([officer("A")], "JABATAN A,"),
        ([officer("A", "Plt.")], "Plt. JABATAN A,"),
        ([officer("A"), officer("B", "Plh.", mulai=date(2026, 11, 20))], "Plh. JABATAN B,"),
        ([officer("A"), officer("B", "a.n.", mulai=date(2026, 11, 1))], "a.n. JABATAN A\nJABATAN B,"),
        (
            [
                officer("A"),
                officer("B", "a.n.", mulai=date(2026, 1, 1)),
                officer("C", "u.b.", mulai=date(2026, 2, 1)),
            ],
            "a.n. JABATAN A\nJABATAN B\nu.b.\nJABATAN C,",
        ),
    ],
    ids=["definitif", "Plt.", "Plh.", "a.n.", "u.b."],
)
def test_the_status_of_an_officer_gives_the_form_of_the_signature(
    knowledge: Knowledge, now: datetime, tmp_path: Path, officers: list[dict[str, Value]], lines: str
) -> None:
    assert lines in signed_by(knowledge, now, tmp_path, *officers)[0]


def test_an_officer_named_by_code_signs(knowledge: Knowledge, now: datetime, tmp_path: Path) -> None:
    text, _ = signed_by(knowledge, now, tmp_path, officer("A"), officer("B"), oleh="B")
    assert "Nama B" in text


def test_a_token_of_the_signing_service_stays_in_number_date_and_signature(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    tokens = {"nomor": "${nomor_naskah}", "tanggal": "${tanggal_naskah}", "tanda": "${ttd_pengirim}"}
    host = office(knowledge, SOP, ROLES, **OFFICE)
    made = surat(host.snapshot(), "persetujuan", knowledge, now, tmp_path, kepala=Surat(**tokens))  # type: ignore[arg-type]
    text = text_of(made)
    assert all(token in text for token in tokens.values())


@pytest.mark.parametrize(
    ("name", "heading"),
    [("Tempat", "“Tempat surat dibuat”"), ("NamaPemerintah", "“Nama pemerintah (baris pertama kop)”")],
)
def test_a_setting_that_is_missing_is_noted(kantor: Host, make: Make, name: str, heading: str) -> None:
    assert make("persetujuan").notes == ()
    kantor.apply([SetName(name, "")])
    assert [note for note in make("persetujuan").notes if heading in note]


# ---- which act


@pytest.fixture
def tested(kantor: Host, knowledge: Knowledge, now: datetime) -> Host:
    """Two meetings: rows 1 and 2, then row 3."""
    for ids, tempat in (([ONE, TWO], "Ruang Melati"), (["INF-2026-0003"], "Ruang Anggrek")):
        deed = Deed("PPID", mulai=now, ids=ids, tempat=tempat, peserta="Budi, S.H. (Kabag Hukum); ATASAN")
        uji(kantor, knowledge, now, deed, Answers(hasil="Ditutup", pertimbangan="Sudah ditimbang."))
    return kantor


def test_a_record_of_a_meeting_lists_what_the_latest_meeting_tested(tested: Host, make: Make) -> None:
    made = make("berita-acara-uji")
    assert made.rows == ("INF-2026-0003",)
    assert "Ruang Anggrek" in text_of(made)
    assert any("LK-2026-0002" in note for note in made.notes)


def test_an_act_that_is_named_gives_rows_and_place(tested: Host, make: Make) -> None:
    made = make("berita-acara-uji", langkah="LK-2026-0001")
    assert made.rows == (ONE, TWO)
    text = text_of(made)
    assert "Ruang Melati" in text
    assert "Budi, S.H." in text
    assert "Kabag Hukum" in text
    assert "Contoh 2" in text


def test_a_meeting_recorded_in_several_commands_is_one_document(
    kantor: Host, make: Make, knowledge: Knowledge, now: datetime
) -> None:
    groups = (
        ([ONE], "Ditutup", "PPID; ATASAN"),
        ([TWO], "Ditunda", "PPID"),
        (["INF-2026-0003"], "Dibuka", "Rina"),
    )
    for minute, (ids, hasil, peserta) in enumerate(groups):
        moment = now.replace(minute=minute)
        deed = Deed("PPID", mulai=moment, selesai=moment, ids=ids, tempat="Ruang Melati", peserta=peserta)
        uji(kantor, knowledge, now, deed, Answers(hasil=hasil, pertimbangan="Sudah ditimbang."))
    made = make("berita-acara-uji")
    assert made.rows == (ONE, TWO, "INF-2026-0003")
    assert any("LK-2026-0001..0003" in note for note in made.notes)
    text = text_of(made)
    assert text.count("Contoh 1") == 1
    assert "Rina" in text
    assert make("lembar-uji", ids=[ONE, TWO]).rows == (ONE, TWO)
    assert make("berita-acara-uji", langkah="LK-2026-0002").rows == (TWO,)


def test_the_meeting_that_tested_the_rows_asked_for_is_found(tested: Host, make: Make) -> None:
    assert "Ruang Melati" in text_of(make("berita-acara-uji", ids=[ONE]))


def test_an_act_that_is_not_there_is_refused_with_the_nearest(tested: Host, make: Make) -> None:
    with pytest.raises(InputError) as caught:
        make("berita-acara-uji", langkah="LK-2026-0009")
    assert (caught.value.kode, caught.value.fakta["terdekat"]) == ("langkah-tidak-ada", "LK-2026-0002")


def test_without_an_act_the_form_has_dotted_lines_and_says_so(make: Make) -> None:
    made = make("berita-acara-uji")
    assert any("bertitik-titik" in note for note in made.notes)


def test_a_returned_row_is_returned_with_its_reason(
    kantor: Host, make: Make, knowledge: Knowledge, now: datetime
) -> None:
    decide(kantor, knowledge, now, "Dikembalikan", Deed("PPID", ids=[TWO], catatan="Sebut akibatnya"))
    made = make("pengembalian")
    assert made.rows == (TWO,)
    assert "Sebut akibatnya" in text_of(made)


# ---- official documents


def test_an_official_penetapan_needs_every_row_approved(
    tested: Host, make: Make, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    decide(tested, knowledge, now, "Disetujui", Deed("PPID", ids=[ONE], bukti="nota.pdf"))
    with pytest.raises(InputError) as caught:
        make("penetapan", konsep=False)
    assert caught.value.kode == "belum-disetujui"
    assert caught.value.fakta["id"] == "INF-2026-0002..0003"
    assert caught.value.fakta["oleh"] == "Ketua PPID"
    assert not (tmp_path / "dokumen").exists()
    assert make("penetapan", konsep=False, ids=[ONE]).rows == (ONE,)


def test_only_a_draft_says_konsep(tested: Host, make: Make, knowledge: Knowledge, now: datetime) -> None:
    decide(tested, knowledge, now, "Disetujui", Deed("PPID", ids=[ONE], bukti="nota.pdf"))

    def headers(made: Made) -> str:
        sections = docx.Document(str(made.path)).sections
        parts = [part for one in sections for part in (one.header, one.first_page_header)]
        return "".join(paragraph.text for part in parts for paragraph in part.paragraphs)

    assert "KONSEP" in headers(make("penetapan", ids=[ONE]))
    assert "KONSEP" not in headers(make("penetapan", ids=[ONE], konsep=False))


@pytest.mark.parametrize("kind", [kind for kind, one in kinds().items() if one.perlu_tindakan])
def test_no_receipt_is_made_of_what_nobody_handed_over(make: Make, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        make(kind)
    assert caught.value.kode == "dokumen-tanpa-tindakan"


def test_an_unfinished_uji_stops_the_official_letter_and_is_noted_in_the_draft(
    kantor: Host, make: Make, knowledge: Knowledge, now: datetime
) -> None:
    uji(kantor, knowledge, now, Deed("PPID", mulai=now, ids=[ONE]), Answers(hasil="Ditutup"))
    draft = make("nota-dinas", ids=[ONE])
    assert any("Uji belum lengkap" in note and ONE in note for note in draft.notes)
    with pytest.raises(InputError) as caught:
        make("nota-dinas", ids=[ONE], konsep=False)
    assert caught.value.kode == "tidak-ada-baris-lolos"


def test_what_is_past_its_end_is_never_printed_as_excluded(make: Make) -> None:
    words = text_of(make("label-arsip", ids=[ENDED]))
    assert "Terbuka demi hukum" in words
    assert "Dikecualikan" not in words


def test_what_changes_a_decision_needs_a_meeting_after_it(
    tested: Host, make: Make, knowledge: Knowledge, now: datetime
) -> None:
    assert any("LK-2026-0001" in note for note in make("pertimbangan-pembukaan", ids=[ONE]).notes)
    decide(tested, knowledge, now, "Disetujui", Deed("PPID", ids=[ONE], bukti="nota.pdf"))
    notes = make("pertimbangan-pembukaan", ids=[ONE]).notes
    assert any("Belum ada tindakan" in note for note in notes)


def test_an_unknown_kind_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        kind_of("penetapn")
    assert caught.value.fakta["terdekat"] == "penetapan"


def test_a_kind_without_rows_is_refused(make: Make) -> None:
    with pytest.raises(InputError, match="tidak-ada-baris"):
        make("pengembalian")


def test_proof_is_of_one_informasi(make: Make) -> None:
    with pytest.raises(InputError, match="bukti-satu-id"):
        make("bukti")
    assert "uji konsekuensi" in text_of(make("bukti", ids=[ONE]))


# ---- before and after


def test_a_summary_tells_what_changed_since_the_archived_version(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    host.apply([AppendRows("tblRekap", good_rows(2)), SetName("Tempat", "Kota Contoh")])
    book = host.snapshot()
    folder = host.path.parent
    findings, _ = judge(book, knowledge, now.date(), folder=folder)
    simpan(
        host.path, book, findings, knowledge, now, folder=folder / "arsip", person=Person("uji"), alasan="Uji"
    )
    host.apply([
        SetColumn("tblRekap", "jangka_waktu", {book.rows("tblRekap")[0].number: "8 tahun"}),
        AppendRows("tblRekap", [{**good_rows(1)[0], "id": "INF-2026-0003", "judul_informasi": "Berkas baru"}]),
    ])  # fmt: skip
    made = surat(host.snapshot(), "ringkasan", knowledge, now, folder / "dokumen", workbook_folder=folder)
    text = text_of(made)
    assert "Jangka Waktu: 5 tahun" in text
    assert "Jangka Waktu: 8 tahun" in text
    assert "Baru: 1 (satu) informasi" in text
    assert "Berkas baru" in text


# ---- the door


@pytest.fixture
def workbook(host: FileHost) -> Path:
    host.apply([AppendRows("tblRekap", good_rows(1))])
    return host.path


def test_the_command_takes_head_and_act(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "--nomor",
        "000.8/12",
        "--tanggal-surat",
        "2026-11-20",
        "--tujuan",
        "Kepala Dinas",
        "--hal",
        "Hal Lain",
    ]
    assert main(["surat", str(workbook), "persetujuan", *words, "--tanggal", "2026-11-21"]) == 0
    assert "Catatan: Pejabat dengan peran Atasan PPID" in capsys.readouterr().out
    found = docx.Document(str(workbook.parent / "dokumen" / "persetujuan.docx"))
    text = "\n".join(cell.text for table in found.tables for row in table.rows for cell in row.cells)
    assert "000.8/12" in text
    assert "20 November 2026" in text
    assert "Hal Lain" in text
    assert any("Kepala Dinas" in paragraph.text for paragraph in found.paragraphs)


def test_the_list_of_kinds_names_each_with_its_title(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["surat", "--daftar"]) == 0
    out = capsys.readouterr().out
    assert not [kind for kind, jenis in kinds().items() if kind not in out or jenis.judul not in out]


def test_a_full_disk_is_said_with_its_exit_code_and_leaves_nothing(workbook: Path) -> None:
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))

    done = subprocess.run(
        [sys.executable, "-m", "ppid_xl", "surat", str(workbook), "persetujuan"],
        cwd=Path(__file__).parents[3], capture_output=True, text=True, preexec_fn=no_room,
    )  # fmt: skip
    assert done.returncode == 5, done.stderr
    assert done.stderr.startswith("Disk penuh ketika menulis")
    assert list((workbook.parent / "dokumen").iterdir()) == []


# ---- what other commands noted


def test_a_tanda_terima_lists_the_copies_an_act_took_in(
    host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host.apply([
        AppendRows("tblRekap", good_rows(2)),
        AppendRows("tblPejabat", [{"kode": "PPID", "nama": "Siti", "jabatan": "Sekretaris", "peran": "PPID"}]),
    ])  # fmt: skip
    copy = tmp_path / "audit.pdf"
    copy.write_bytes(b"isi")
    deed = Deed("PPID", mulai=now, ids=[TWO], catatan="Diterima lengkap")
    masuk(host, knowledge, now, deed, Intake([copy], dari="Budi"), workbook=host.path)
    made = surat(
        host.snapshot(), "tanda-terima", knowledge, now, tmp_path / "dokumen", workbook_folder=tmp_path
    )
    text = text_of(made)
    assert made.rows == (TWO,)
    assert "audit.pdf" in text
    assert "3 bita" in text
    assert hashlib.sha256(b"isi").hexdigest()[:12] in text


def test_an_opened_informasi_shows_what_it_was_without_the_lines_of_the_tool(
    kantor: Host, knowledge: Knowledge, now: datetime, make: Make
) -> None:
    buka(kantor, knowledge, now, Deed("PPID", ids=[ENDED], catatan="Masa berakhir"))
    made = make("daftar-dapat-diakses")
    assert made.rows == (ENDED,)
    for kind in ("lembar-uji-pengubahan", "penetapan-pengubahan", "pertimbangan-pembukaan"):
        text = text_of(make(kind))
        assert "Soal ujian 2020" in text
        assert "5 tahun" in text
        assert "semula:" not in text


def test_the_list_of_what_can_be_accessed_tells_the_day_of_the_opening_and_of_no_test(
    kantor: Host, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    """ONE was tested Ditutup and ended since; TWO was tested Dibuka one day and opened another."""
    early = now - timedelta(days=10)
    for informasi, hasil in ((ONE, "Ditutup"), (TWO, "Dibuka")):
        deed = Deed("PPID", mulai=early, ids=[informasi], tempat="Ruang", peserta="PPID; ATASAN")
        uji(kantor, knowledge, now, deed, Answers(hasil=hasil, pertimbangan="Sudah ditimbang."))
    buka(kantor, knowledge, now, Deed("PPID", ids=[TWO], bukti="surat.pdf"))
    later = now.replace(year=2032)
    made = surat(
        kantor.snapshot(), "daftar-dapat-diakses", knowledge, later, tmp_path / "dokumen",
        ids=[ONE, TWO], workbook_folder=tmp_path,
    )  # fmt: skip
    text = text_of(made)
    assert made.rows == (ONE, TWO)
    assert text.count("Diputuskan dibuka pada") == 1
    assert "Diputuskan dibuka pada 21 November 2026" in text

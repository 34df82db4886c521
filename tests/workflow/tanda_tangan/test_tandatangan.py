"""tandatangani and verifikasi from the terminal: an approved letter is signed, kept, and anyone can look at it."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from contoh_pdf import letter_pdf
from kantor import good_rows
from pki_uji import BUDI, SANDI, SITI, Entity, shared_officer, shared_pki

from ppid_xl.cli import main
from ppid_xl.evidence import read_evidence
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetColumn
from ppid_xl.ttd.keys import load_p12
from ppid_xl.workflow.ground.knowledge import Knowledge

pytestmark = pytest.mark.lama

Capture = pytest.CaptureFixture[str]
TODAY = ("--tanggal", "2026-11-21")
SURAT = "SR-2026-0001-nota-dinas.pdf"
PROGRAM = """#!{python}
import pathlib, sys
if "--version" in sys.argv:
    print("LibreOffice 9.9.9.9 40(Build:2)")
    sys.exit()
at = sys.argv.index("--outdir")
for letter in sys.argv[at + 2:]:
    (pathlib.Path(sys.argv[at + 1]) / (pathlib.Path(letter).stem + ".pdf")).write_bytes({content!r})
"""


class Office:
    """A workbook with two officers, their keys, and letters made by a stand-in of LibreOffice."""

    def __init__(self, rekap: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
        self.book, self.folder, self.keys = rekap, rekap.parent, rekap.parent / "kunci"
        self.keys.mkdir()
        self.knowledge, self.monkeypatch = knowledge, monkeypatch
        officers = [
            {"kode": "K", "nama": SITI[0], "gelar": "S.H.", "nip": SITI[1], "jabatan": "Sekretaris",
             "peran": "Ketua PPID"},
            {"kode": "A", "nama": BUDI[0], "nip": BUDI[1], "jabatan": "Kepala Dinas", "peran": "Atasan PPID"},
        ]  # fmt: skip
        self.host.apply([AppendRows("tblRekap", good_rows(2)), AppendRows("tblPejabat", officers)])
        monkeypatch.setenv("XDG_CONFIG_HOME", str(self.folder / "konfigurasi"))

    @property
    def host(self) -> FileHost:
        return FileHost(self.book, self.knowledge.dictionary)

    def letter(self, *signers: str, nomor: str = "7/2026") -> Path:
        program = self.folder / "program" / "soffice"
        program.parent.mkdir(exist_ok=True)
        content = letter_pdf(*signers, text=f"NOTA {nomor}")
        program.write_text(PROGRAM.format(python=sys.executable, content=content), encoding="utf-8")
        program.chmod(0o755)
        before = set((self.folder / "dokumen").glob("*.pdf"))
        with self.monkeypatch.context() as patch:
            patch.setenv("PATH", str(program.parent))
            words = [
                "--resmi",
                "--nomor",
                nomor,
                "--tanggal-surat",
                "2026-11-20",
                "--oleh",
                "K",
                "--pdf",
                *TODAY,
            ]
            assert main(["surat", str(self.book), "nota-dinas", *words]) == 0
        (made,) = set((self.folder / "dokumen").glob("*.pdf")) - before
        return made

    def key(self, entity: Entity, name: str = "siti.p12") -> Path:
        path = self.keys / name
        path.write_bytes(entity.p12())
        return path

    def sign(
        self, *files: Path, key: Path, oleh: str = "K", sandi: str = SANDI, more: tuple[str, ...] = ()
    ) -> int:
        with passphrase(sandi) as number:
            words = ["--p12", str(key), "--oleh", oleh, "--sandi-fd", str(number), *more, *TODAY]
            return main(["tandatangani", str(self.book), *map(str, files), *words])

    def state(self) -> tuple[str, str]:
        (row,) = self.host.snapshot().rows("tblAgenda")
        return row.text("keadaan_tanda_tangan"), row.text("berkas")

    def trust(self) -> None:
        shared_pki().trust_folder(self.folder / "konfigurasi" / "ppid_xl" / "sertifikat", psre=True)


@contextmanager
def passphrase(text: str) -> Iterator[int]:
    """Yield a file descriptor from which a passphrase can be read."""
    reader, writer = os.pipe()
    os.write(writer, f"{text}\n".encode())
    os.close(writer)
    try:
        yield reader
    finally:
        os.close(reader)


@pytest.fixture
def kantor_ttd(rekap: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(rekap, knowledge, monkeypatch)


def test_an_approved_letter_is_signed_kept_and_counts_as_signed(kantor_ttd: Office, capsys: Capture) -> None:
    office = kantor_ttd
    letter = office.letter(SITI[0])
    assert office.sign(letter, key=office.key(shared_officer(*SITI))) == 0
    told = capsys.readouterr().out
    assert "SR-2026-0001 ditandatangani oleh Siti Aminah." in told
    assert "tanda tangan elektronik tidak tersertifikasi" in told
    assert office.state() == ("Ditandatangani (elektronik, tidak tersertifikasi)", "naskah/SR-2026-0001.pdf")
    kept = office.folder / "naskah" / "SR-2026-0001.pdf"
    assert kept.read_bytes().startswith(letter.read_bytes())
    book = office.host.snapshot()
    act = book.rows("tblLangkah")[-1]
    assert (act.text("keputusan"), act.text("oleh"), act.text("bukti")) == (
        "Ditandatangani", "K", "naskah/SR-2026-0001.pdf",
    )  # fmt: skip
    assert act.text("catatan").startswith(
        "Tanda tangan elektronik tidak tersertifikasi (1 dari 1), PAdES B-B"
    )
    assert read_evidence(book).is_signed("INF-2026-0001", ["nota-dinas"])


def test_with_the_root_of_a_provider_it_is_tersertifikasi_and_verified(
    kantor_ttd: Office, capsys: Capture
) -> None:
    office = kantor_ttd
    office.trust()
    assert office.sign(office.letter(SITI[0]), key=office.key(shared_officer(*SITI))) == 0
    assert office.state()[0] == "Ditandatangani (elektronik, tersertifikasi)"
    capsys.readouterr()
    assert main(["verifikasi", str(office.folder / "naskah" / "SR-2026-0001.pdf")]) == 0
    told = capsys.readouterr().out
    assert "SAH. Isinya utuh dan setiap penanda tangan dikenal." in told
    assert "tingkat    tersertifikasi" in told
    assert "naskah asli dan sidik di cap: cocok; kode QR: cocok; nama: cocok" in told
    assert "Agenda Surat: cocok" in told


def test_two_officers_sign_in_the_order_of_their_places(kantor_ttd: Office, capsys: Capture) -> None:
    office = kantor_ttd
    office.trust()
    letter = office.letter(SITI[0], BUDI[0])
    siti, budi = office.key(shared_officer(*SITI)), office.key(shared_officer(*BUDI), "budi.p12")
    assert office.sign(letter, key=budi, oleh="A") == 6
    assert "Tempat tanda tangan 1 bukan untuk A" in capsys.readouterr().err
    assert office.sign(letter, key=siti) == 0
    assert "masih kurang 1 tanda tangan" in capsys.readouterr().out
    assert office.state() == ("Dicetak (1 dari 2 tanda tangan elektronik)", "naskah/SR-2026-0001.pdf")
    assert not read_evidence(office.host.snapshot()).is_signed("INF-2026-0001", ["nota-dinas"])
    assert office.sign(letter, key=budi, oleh="A") == 6
    half = office.folder / "naskah" / "SR-2026-0001.pdf"
    assert main(["verifikasi", str(half)]) == 6
    assert "BELUM LENGKAP" in capsys.readouterr().out
    assert office.sign(half, key=budi, oleh="A") == 0
    assert office.state() == ("Ditandatangani (elektronik, tersertifikasi)", "naskah/SR-2026-0001-2.pdf")
    assert main(["verifikasi", str(office.folder / "naskah" / "SR-2026-0001-2.pdf")]) == 0


def test_many_letters_are_signed_with_one_passphrase(kantor_ttd: Office) -> None:
    office = kantor_ttd
    letters = [office.letter(SITI[0], nomor=f"{n}/2026") for n in (7, 8, 9)]
    assert office.sign(*letters, key=office.key(shared_officer(*SITI))) == 0
    rows = office.host.snapshot().rows("tblAgenda")
    assert [row.text("keadaan_tanda_tangan") for row in rows] == [
        "Ditandatangani (elektronik, tidak tersertifikasi)"
    ] * 3


def refused(office: Office, code: int, words: str, capsys: Capture, *files: Path, **given: object) -> None:
    before = (office.book.read_bytes(), sorted(office.folder.glob("naskah/*")))
    capsys.readouterr()
    assert office.sign(*files, **given) == code  # type: ignore[arg-type]
    told = capsys.readouterr()
    assert words in told.err
    assert len(told.err.strip().splitlines()) <= 3
    assert (office.book.read_bytes(), sorted(office.folder.glob("naskah/*"))) == before


def test_what_may_not_be_signed_leaves_nothing_behind(kantor_ttd: Office, capsys: Capture) -> None:
    office = kantor_ttd
    letter = office.letter(SITI[0])
    siti = office.key(shared_officer(*SITI))
    now = datetime.now(UTC)
    ended = shared_pki().officer(*SITI, end=now - timedelta(days=1))
    refused(office, 6, "berakhir pada", capsys, letter, key=office.key(ended, "lama.p12"))
    stranger = office.key(shared_officer(*BUDI), "budi.p12")
    refused(office, 6, "bukan milik pejabat K", capsys, letter, key=stranger)
    namesake = office.key(shared_officer(SITI[0], "199001012015032009"), "lain.p12")
    refused(office, 6, "bukan milik pejabat K", capsys, letter, key=namesake)
    refused(office, 6, "Kata sandi siti.p12 salah", capsys, letter, key=siti, sandi="salah")
    changed = office.folder / "diubah.pdf"
    changed.write_bytes(letter.read_bytes().replace(b"NOTA 7", b"NOTA 8"))
    refused(office, 6, "isinya lain dari yang disetujui", capsys, changed, key=siti)
    broken = office.keys / "rusak.p12"
    broken.write_bytes(b"bukan p12")
    refused(office, 6, "bukan berkas sertifikat", capsys, letter, key=broken)
    word = letter.with_suffix(".docx")
    refused(office, 6, "bukan PDF", capsys, word, key=siti)
    refused(office, 2, "tidak ditemukan", capsys, letter, key=office.keys / "hilang.p12")
    down = ("--tsa", "http://127.0.0.1:9/tsa")
    refused(office, 6, "tidak menjawab", capsys, letter, key=siti, more=down)
    refused(office, 6, "bukan alamat", capsys, letter, key=siti, more=("--tsa", "tsa.contoh"))
    refused(office, 2, "memerlukan cap waktu", capsys, letter, key=siti, more=("--ltv",))
    assert office.sign(letter, key=siti) == 0
    refused(office, 2, "sudah tercatat bertanda tangan", capsys, office.folder / office.state()[1], key=siti)
    refused(office, 2, "sudah tercatat bertanda tangan", capsys, letter, key=siti)


def test_one_wrong_letter_among_many_stops_all_before_the_first(kantor_ttd: Office, capsys: Capture) -> None:
    office = kantor_ttd
    good = office.letter(SITI[0])
    bad = office.folder / "lain.pdf"
    bad.write_bytes(letter_pdf(SITI[0], text="LAIN"))
    refused(office, 6, "lain.pdf", capsys, good, bad, key=office.key(shared_officer(*SITI)))


def test_the_passphrase_is_nowhere_afterwards(
    kantor_ttd: Office, capsys: Capture, caplog: pytest.LogCaptureFixture
) -> None:
    office = kantor_ttd
    letter = office.letter(SITI[0])
    key = office.key(shared_officer(*SITI))
    with caplog.at_level(0):
        assert office.sign(letter, key=key, sandi=SANDI[:-1]) == 6
        assert office.sign(letter, key=key) == 0
    told = capsys.readouterr()
    assert SANDI[:-1] not in told.out + told.err + caplog.text
    for path in office.folder.rglob("*"):
        if path.is_file():
            assert SANDI[:-1].encode() not in path.read_bytes(), path


def test_a_passphrase_that_cannot_be_asked_is_told(
    kantor_ttd: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = kantor_ttd
    letter, key = office.letter(SITI[0]), office.key(shared_officer(*SITI))
    monkeypatch.setattr("sys.stdin", io.StringIO(SANDI))
    words = ["tandatangani", str(letter), "--p12", str(key), "--oleh", "K", *TODAY]
    assert main(words) == 2
    assert main([*words, "--sandi-fd", "987"]) == 2


def test_a_letter_alone_finds_the_workbook_near_it(
    kantor_ttd: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = kantor_ttd
    letter, key = office.letter(SITI[0]), office.key(shared_officer(*SITI))
    monkeypatch.chdir(office.folder)
    with passphrase(SANDI) as number:
        words = ["--p12", str(key), "--oleh", "K", "--sandi-fd", str(number), *TODAY]
        assert main(["tandatangani", str(letter), *words]) == 0
    assert office.state()[0].startswith("Ditandatangani")


def test_anyone_verifies_without_a_workbook_as_json(
    kantor_ttd: Office, tmp_path_factory: pytest.TempPathFactory, capsys: Capture
) -> None:
    office = kantor_ttd
    assert office.sign(office.letter(SITI[0]), key=office.key(shared_officer(*SITI))) == 0
    alone = tmp_path_factory.mktemp("warga")
    copy = shutil.copy(office.folder / "naskah" / "SR-2026-0001.pdf", alone / "unduhan.pdf")
    roots = shared_pki().trust_folder(alone / "akar", psre=True)
    capsys.readouterr()
    assert main(["verifikasi", str(copy), "--json"]) == 6
    unknown = json.loads(capsys.readouterr().out)
    assert (unknown["sah"], unknown["utuh"], unknown["dipercaya"]) == (False, True, False)
    assert main(["verifikasi", str(copy), "--json", "--akar", str(roots)]) == 0
    known = json.loads(capsys.readouterr().out)
    assert (known["sah"], known["asli"], known["qr"], known["agenda"]) == (
        True,
        "cocok",
        "cocok",
        "tidak ada",
    )
    (one,) = known["tanda_tangan"]
    assert (one["nama"], one["tingkat"], one["perubahan"]) == (SITI[0], "tersertifikasi", "tetap")
    assert SITI[1] not in json.dumps(known)
    assert SANDI not in json.dumps(known)


def test_a_letter_of_others_whose_field_has_no_place_is_still_looked_at(
    tmp_path: Path, capsys: Capture
) -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    writer = IncrementalPdfFileWriter(io.BytesIO(letter_pdf(SITI[0])))
    fields.append_signature_field(writer, fields.SigFieldSpec("Lain"))
    del writer.root["/AcroForm"]["/Fields"][0]["/Rect"]
    signer = load_p12(shared_officer(*SITI).p12(), SANDI, "kunci").signer
    signed = signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="Lain"), signer)
    path = tmp_path / "lain.pdf"
    path.write_bytes(signed.getvalue())
    roots = shared_pki().trust_folder(tmp_path / "akar")
    assert main(["verifikasi", str(path), "--akar", str(roots)]) == 0
    assert "SAH." in capsys.readouterr().out


def test_a_kept_file_that_changed_is_noticed_by_both_commands(kantor_ttd: Office, capsys: Capture) -> None:
    office = kantor_ttd
    office.trust()
    assert office.sign(office.letter(SITI[0]), key=office.key(shared_officer(*SITI))) == 0
    kept = office.folder / "naskah" / "SR-2026-0001.pdf"
    kept.write_bytes(kept.read_bytes() + b"\n")
    capsys.readouterr()
    assert main(["verifikasi", str(kept)]) == 6
    assert "TIDAK SAH" in capsys.readouterr().out
    main(["periksa", str(office.book), "--json", *TODAY])
    rules = [one["aturan"] for one in json.loads(capsys.readouterr().out)["temuan"]]
    assert any("berkas" in rule for rule in rules), rules


def test_a_letter_signed_by_someone_else_of_the_same_provider_is_noticed(
    kantor_ttd: Office, capsys: Capture
) -> None:
    from ppid_xl.ttd.keys import load_p12
    from ppid_xl.ttd.kode import Code, write_code
    from ppid_xl.ttd.sign import places_of, sign_pdf
    from ppid_xl.ttd.stamp import Stamp
    from ppid_xl.ttd.verify import short_digest

    office = kantor_ttd
    office.trust()
    original = office.letter(SITI[0]).read_bytes()
    code = write_code(Code("SR-2026-0001", "7/2026", "h", short_digest(original)))
    stamp = Stamp(code, "Siti Aminah, S.H.", SITI[1], "Sekretaris", "tersertifikasi")
    forger = load_p12(shared_officer(*BUDI).p12(), SANDI, "budi.p12")
    forged = office.folder / "palsu.pdf"
    forged.write_bytes(sign_pdf(original, places_of(original)[0], forger, stamp))
    capsys.readouterr()
    assert main(["verifikasi", str(forged)]) == 6
    told = capsys.readouterr().out
    assert "nama: BERBEDA" in told


def test_an_officer_out_of_office_does_not_sign(kantor_ttd: Office, capsys: Capture) -> None:
    office = kantor_ttd
    letter = office.letter(SITI[0])
    number = office.host.snapshot().rows("tblPejabat")[0].number
    office.host.apply([SetColumn("tblPejabat", "selesai", {number: datetime(2026, 11, 20)})])
    refused(office, 2, "tidak menjabat", capsys, letter, key=office.key(shared_officer(*SITI)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"halo", "bukan PDF"),
        (b"%PDF-1.7 rusak", "rusak atau terpotong"),
        (letter_pdf("Siti"), "tidak bertanda tangan elektronik"),
    ],
)
def test_verifikasi_answers_bad_input_with_one_sentence_and_code_6(
    content: bytes, words: str, tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert main(["verifikasi", str(path)]) == 6
    assert words in capsys.readouterr().err
    assert main(["verifikasi", str(tmp_path / "tidak ada.pdf")]) == 2


def test_a_draft_has_neither_a_place_for_a_stamp_nor_its_sentence(kantor_ttd: Office) -> None:
    office = kantor_ttd
    office.letter(SITI[0])
    assert main(["surat", str(office.book), "nota-dinas", *TODAY]) == 0

    def words(name: str) -> str:
        with zipfile.ZipFile(office.folder / "dokumen" / name) as parts:
            return "".join(parts.read(part).decode() for part in parts.namelist() if part.endswith(".xml"))

    assert "[[TTD:1]]" in words("SR-2026-0001-nota-dinas.docx")
    draft = words("nota-dinas.docx")
    assert "KONSEP" in draft
    assert "[[TTD" not in draft
    assert "secara elektronik" not in draft

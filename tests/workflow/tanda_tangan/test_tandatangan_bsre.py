"""tandatangani --bsre from the terminal, against an eSign service on this machine that really signs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from bsre_palsu import FRASA, KLIEN, NIK, SANDI_KLIEN, Fake, fake_service
from pki_uji import BUDI, SANDI, SITI, shared_officer
from test_tandatangan import TODAY, Office, passphrase

from ppid_xl.cli import main
from ppid_xl.evidence import read_evidence
from ppid_xl.ttd.bsre_settings import VARIABLE
from ppid_xl.workflow.ground.knowledge import Knowledge

pytestmark = pytest.mark.lama

Capture = pytest.CaptureFixture[str]
SECRETS = (NIK, FRASA, SANDI_KLIEN)


@pytest.fixture
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fake]:
    with fake_service(tmp_path_factory.mktemp("layanan")) as running:
        yield running


@pytest.fixture
def kantor_bsre(rekap: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, fake: Fake) -> Office:
    office = Office(rekap, knowledge, monkeypatch)
    monkeypatch.setenv(VARIABLE, SANDI_KLIEN)
    settle(office, fake)
    return office


def settle(office: Office, fake: Fake, more: str = "", nik: str = NIK) -> Path:
    """Write the settings of the user."""
    path = office.folder / "konfigurasi" / "ppid_xl" / "bsre.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    ca = f'ca = "{fake.ca.as_posix()}"\n' if fake.address.startswith("https") else ""
    known = f'[nik]\nK = "{nik}"\nA = "{nik}"\n' if nik else ""
    path.write_text(
        f'alamat = "{fake.address}"\nklien = "{KLIEN}"\nsandi_klien = "lingkungan"\n{ca}{more}\n{known}',
        encoding="utf-8",
    )
    return path


def sign(
    office: Office, *files: Path, oleh: str = "K", frasa: str = FRASA, more: tuple[str, ...] = ()
) -> int:
    with passphrase(frasa) as number:
        words = ["--bsre", "--oleh", oleh, "--sandi-fd", str(number), *more, *TODAY]
        return main(["tandatangani", str(office.book), *map(str, files), *words])


def test_a_letter_signed_by_the_service_is_kept_and_counts_as_signed(
    kantor_bsre: Office, fake: Fake, capsys: Capture
) -> None:
    office = kantor_bsre
    office.trust()
    letter = office.letter(SITI[0])
    assert sign(office, letter) == 0
    assert "SR-2026-0001 ditandatangani oleh Siti Aminah." in capsys.readouterr().out
    assert office.state() == ("Ditandatangani (elektronik, tersertifikasi)", "naskah/SR-2026-0001.pdf")
    book = office.host.snapshot()
    assert read_evidence(book).is_signed("INF-2026-0001", ["nota-dinas"])
    note = book.rows("tblLangkah")[-1].text("catatan")
    assert note.startswith("Tanda tangan elektronik lewat BSrE, tingkat tersertifikasi (1 dari 1)")
    assert "sidik sebelum " in note
    assert main(["verifikasi", str(office.folder / "naskah" / "SR-2026-0001.pdf")]) == 0
    told = capsys.readouterr().out
    assert "SAH. Isinya utuh" in told
    assert "cap: cocok; kode QR: cocok" in told


def test_without_the_roots_the_level_is_not_claimed(kantor_bsre: Office, capsys: Capture) -> None:
    office = kantor_bsre
    assert sign(office, office.letter(SITI[0])) == 0
    assert office.state()[0] == "Ditandatangani (elektronik, belum dapat dipastikan)"
    told = capsys.readouterr().out
    assert "tanda tangan elektronik belum dapat dipastikan" in told
    assert "sertifikat akar PSrE Indonesia belum ada" in told


def test_many_letters_are_signed_with_one_passphrase_and_one_look_at_the_status(
    kantor_bsre: Office, fake: Fake
) -> None:
    office = kantor_bsre
    letters = [office.letter(SITI[0], nomor=f"{n}/2026") for n in (7, 8, 9)]
    assert sign(office, *letters) == 0
    assert fake.signings() == 3
    assert len(fake.asked) == 4
    rows = office.host.snapshot().rows("tblAgenda")
    assert all(row.text("keadaan_tanda_tangan").startswith("Ditandatangani") for row in rows)


def test_a_failure_among_many_keeps_those_before_it_and_asks_no_more(
    kantor_bsre: Office, fake: Fake, capsys: Capture
) -> None:
    office = kantor_bsre
    letters = [office.letter(SITI[0], nomor=f"{n}/2026") for n in (7, 8, 9)]
    fake.plays = ["", "html", ""]
    assert sign(office, *letters) == 6
    assert "bukan surat bertanda tangan" in capsys.readouterr().err
    assert fake.signings() == 2
    states = [row.text("keadaan_tanda_tangan") for row in office.host.snapshot().rows("tblAgenda")]
    assert [state.partition(" ")[0] for state in states] == ["Ditandatangani", "Dicetak", "Dicetak"]


def test_two_officers_sign_through_the_service_one_after_the_other(kantor_bsre: Office, fake: Fake) -> None:
    office = kantor_bsre
    office.trust()
    assert sign(office, office.letter(SITI[0], BUDI[0])) == 0
    assert office.state()[0] == "Dicetak (1 dari 2 tanda tangan elektronik)"
    fake.entity = shared_officer(*BUDI)
    half = office.folder / "naskah" / "SR-2026-0001.pdf"
    assert sign(office, half, oleh="K") == 6
    assert sign(office, half, oleh="A") == 0
    assert office.state()[0] == "Ditandatangani (elektronik, tersertifikasi)"
    assert main(["verifikasi", str(office.folder / "naskah" / "SR-2026-0001-2.pdf")]) == 0


def refused(office: Office, code: int, words: str, capsys: Capture, letter: Path, **given: object) -> str:
    before = (office.book.read_bytes(), sorted(office.folder.glob("naskah/*")))
    capsys.readouterr()
    assert sign(office, letter, **given) == code  # type: ignore[arg-type]
    told = capsys.readouterr()
    assert words in told.err
    assert len(told.err.strip().splitlines()) <= 3
    assert not [secret for secret in SECRETS if secret in told.out + told.err]
    assert (office.book.read_bytes(), sorted(office.folder.glob("naskah/*"))) == before
    return told.err


def test_what_the_service_refuses_or_spoils_leaves_nothing_behind(
    kantor_bsre: Office, fake: Fake, capsys: Capture
) -> None:
    office, letter = kantor_bsre, kantor_bsre.letter(SITI[0])
    refused(office, 6, "Frasa sandi BSrE salah", capsys, letter, frasa="salah")
    for play, words in [
        ("html", "bukan surat bertanda tangan"), ("terpotong", "rusak atau terpotong"),
        ("lain", "bukan surat yang dikirim"),
        ("tanpa", "memuat 0 tanda tangan"), ("dua", "memuat 2 tanda tangan"), ("putus", "Mungkin BSrE sudah"),
        ("500", "Mungkin BSrE sudah"), ("alih", "mengalihkan"), ("tempat", "jatuh di tempat lain"),
        ("gema", "kode 9999"),
    ]:  # fmt: skip
        fake.play = play
        refused(office, 6, words, capsys, letter)
    fake.play = ""
    fake.entity = shared_officer(*BUDI)
    refused(office, 6, "bukan milik pejabat K", capsys, letter)
    fake.status = {NIK: "EXPIRED"}
    refused(office, 6, "status EXPIRED", capsys, letter)
    fake.status = {}
    refused(office, 6, "belum terdaftar", capsys, letter)
    refused(office, 2, "tidak berlaku bersama --bsre", capsys, letter, more=("--tsa", "https://tsa.contoh"))


def test_settings_that_are_absent_or_wrong_stop_before_anything_is_sent(
    kantor_bsre: Office, fake: Fake, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, letter = kantor_bsre, kantor_bsre.letter(SITI[0])
    settle(office, fake, "asal = 1")
    refused(office, 3, "asal", capsys, letter)
    settle(office, fake, nik="")
    refused(office, 2, "NIK K tidak tercatat", capsys, letter)
    path = settle(office, fake)
    monkeypatch.delenv(VARIABLE)
    refused(office, 3, f"variabel {VARIABLE}", capsys, letter)
    path.unlink()
    refused(office, 3, "belum disetel", capsys, letter)
    assert fake.asked == []


def test_a_letter_certified_with_a_key_is_not_sent_to_the_service(
    kantor_bsre: Office, fake: Fake, capsys: Capture
) -> None:
    office = kantor_bsre
    letter = office.letter(SITI[0], BUDI[0])
    assert office.sign(letter, key=office.key(shared_officer(*SITI)), sandi=SANDI) == 0
    half = office.folder / "naskah" / "SR-2026-0001.pdf"
    refused(office, 6, "sudah ditandatangani dengan sertifikat", capsys, half, oleh="A")
    assert fake.asked == []


def test_version_one_is_for_letters_with_one_signature(
    kantor_bsre: Office, fake: Fake, capsys: Capture
) -> None:
    office = kantor_bsre
    settle(office, fake, 'versi = "v1"')
    refused(office, 6, "mempunyai 2 tempat", capsys, office.letter(SITI[0], BUDI[0]))
    assert fake.asked == []


def test_version_one_signs_and_the_printed_code_finds_the_original(
    kantor_bsre: Office, fake: Fake, capsys: Capture
) -> None:
    office = kantor_bsre
    office.trust()
    settle(office, fake, 'versi = "v1"')
    assert sign(office, office.letter(SITI[0])) == 0
    assert "dokumen BSrE dok-0001" in office.host.snapshot().rows("tblLangkah")[-1].text("catatan")
    capsys.readouterr()
    assert main(["verifikasi", str(office.folder / "naskah" / "SR-2026-0001.pdf")]) == 0
    assert "naskah asli dan sidik di cap: cocok; kode QR: cocok" in capsys.readouterr().out


def test_plain_http_at_this_machine_is_warned_of(
    kantor_bsre: Office, tmp_path_factory: pytest.TempPathFactory, capsys: Capture
) -> None:
    office = kantor_bsre
    with fake_service(tmp_path_factory.mktemp("terbuka"), tls=False) as plain:
        letter = office.letter(SITI[0])
        settle(office, plain)
        refused(office, 3, "http://", capsys, letter)
        settle(office, plain, "izinkan_http = true")
        assert sign(office, letter) == 0
    assert "tidak disandikan" in capsys.readouterr().out


def test_the_nik_is_asked_in_the_window_of_a_button_and_never_shown(
    kantor_bsre: Office, fake: Fake, capsys: Capture
) -> None:
    from argparse import Namespace

    from ppid_xl.cli.ttd import run_tandatangani

    class Window:
        """The window of a button: what it was asked, and what was typed."""

        def __init__(self, path: Path) -> None:
            self.path, self.asked, self.live = path.with_name("lain.xlsx"), [], [NIK, FRASA]

        def ask_secret(self, question: str) -> str:
            self.asked.append(question)
            return self.live.pop(0)

    office = kantor_bsre
    settle(office, fake, nik="")
    window = Window(office.book)
    options = Namespace(
        berkas=[office.book, office.letter(SITI[0])], bsre=True, p12=None, pkcs11=None, token="", tsa="", ltv=False,
        akar=None, oleh="K", sandi_fd=None, catatan="", host=window, tanggal=None, buku=office.book,
    )  # fmt: skip
    assert run_tandatangani(options) == 0
    assert window.asked == ["NIK K (16 angka): ", "Frasa sandi BSrE: "]
    told = capsys.readouterr()
    assert not [secret for secret in SECRETS if secret in told.out + told.err]


def test_no_file_of_the_office_holds_a_secret_afterwards(
    kantor_bsre: Office, fake: Fake, capsys: Capture, caplog: pytest.LogCaptureFixture
) -> None:
    office = kantor_bsre
    letter = office.letter(SITI[0])
    with caplog.at_level(0):
        fake.play = "gema"
        assert sign(office, letter) == 6
        fake.play = ""
        assert sign(office, letter) == 0
    told = capsys.readouterr()
    shown = told.out + told.err + caplog.text
    assert not [secret for secret in SECRETS if secret in shown]
    for path in office.folder.rglob("*"):
        if path.is_file() and path.name != "bsre.toml":
            content = unpacked(path)
            assert not [secret for secret in SECRETS if secret.encode() in content], path


def unpacked(path: Path) -> bytes:
    """Return the bytes of a file, and those of its parts when it is a package."""
    import zipfile

    content = path.read_bytes()
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(path) as package:
            return content + b"".join(package.read(name) for name in package.namelist())
    return content

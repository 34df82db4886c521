"""The brankas of an office: on with both keys tried, envelopes in the archive, reading, and changing a key."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from kantor_brankas import (
    ATASAN,
    BARU,
    CANARY,
    CANARY_NAME,
    ONE,
    OPEN,
    PPID,
    TWO,
    Kantor,
    open_office,
    register_both,
    try_both,
)

from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.disposal import judge_disposals
from ppid_xl.arsip.store import list_entries, list_objects, list_versions, open_arsip, save_version
from ppid_xl.brankas.envelope import look_into
from ppid_xl.brankas.keys import OpenKey, new_key
from ppid_xl.errors import ArsipError, InputError, PpidXlError
from ppid_xl.model import SetColumn
from ppid_xl.workflow.arsip.simpan import Person, simpan
from ppid_xl.workflow.berkas.berkas import Intake, Received, masuk
from ppid_xl.workflow.brankas.amplop import (
    Opened,
    current_object,
    envelope_object,
    envelopes,
    has_envelope,
    keep_copies,
    keeper,
    made_for,
    read_copies,
    successor,
)
from ppid_xl.workflow.brankas.ganti_kunci import Changed, carry_out, propose_public
from ppid_xl.workflow.brankas.musnahkan import Paper, musnahkan, prepare
from ppid_xl.workflow.brankas.penerima import OBJECT, act_of, read_brankas, set_of, state_words
from ppid_xl.workflow.brankas.shared_place import _synced, _system_of, refuse_shared
from ppid_xl.workflow.brankas.siapkan import register_public
from ppid_xl.workflow.brankas.simpan_brankas import keep_registered
from ppid_xl.workflow.brankas.uji_pulih import uji_pulih
from ppid_xl.workflow.bukti.brankas_bukti import brankas_words, check_of_brankas
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.periksa_berkas import HILANG, periksa_berkas

pytestmark = pytest.mark.lama


@pytest.fixture
def kantor(tmp_path: Path, blank_rekap: bytes) -> Kantor:
    return open_office(tmp_path, blank_rekap)


@pytest.fixture
def ready(kantor: Kantor, now: datetime) -> Kantor:
    register_both(kantor, now)
    try_both(kantor, now)
    return kantor


def kode_of(act: object, *words: object, **more: object) -> str:
    with pytest.raises(PpidXlError) as told:
        act(*words, **more)  # type: ignore[operator]
    return told.value.kode


def take(
    kantor: Kantor, now: datetime, knowledge: Knowledge, *files: Path, ids: tuple[str, ...] = (ONE,)
) -> Received:
    keep = keeper(kantor.arsip, kantor.buku, PPID, now)
    intake, deed = Intake(files, "Inspektorat"), Deed("PPID", ids=ids)
    return masuk(kantor.host(), knowledge, now, deed, intake, workbook=kantor.buku, keep=keep)


def read(kantor: Kantor, now: datetime, key: OpenKey, into: Path, informasi: str = ONE) -> list[Opened]:
    return read_copies(kantor.arsip, kantor.buku, informasi, key, into, PPID, now, "sengketa")


def everything(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path, path.read_bytes()


# ---- on and off


def test_the_brankas_is_on_only_with_both_keys_tried(kantor: Kantor, now: datetime) -> None:
    book = kantor.host().snapshot()
    states = [read_brankas(kantor.arsip).is_on]
    register_public(book, kantor.arsip, "ppid", kantor.ppid.public, PPID, now)
    uji_pulih(book, kantor.arsip, kantor.ppid, PPID, now)
    states.append(read_brankas(kantor.arsip).is_on)
    register_public(book, kantor.arsip, "atasan", kantor.atasan.public, ATASAN, now)
    states.append(read_brankas(kantor.arsip).is_on)
    assert "kunci Atasan PPID belum dicoba" in state_words(read_brankas(kantor.arsip))
    uji_pulih(book, kantor.arsip, kantor.atasan, ATASAN, now)
    states.append(read_brankas(kantor.arsip).is_on)
    assert states == [False, False, False, True]
    assert not check_arsip(open_arsip(kantor.arsip))


def test_until_it_is_on_a_copy_is_registered_by_place_alone(
    kantor: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    register_both(kantor, now)
    done = take(kantor, now, knowledge, kantor.softcopy())
    assert not done.sealed
    assert kantor.cell().startswith(f"berkas/{CANARY_NAME} (")
    assert list_objects(open_arsip(kantor.arsip)) == [OBJECT]


def test_one_person_or_one_key_never_stands_for_both_roles(kantor: Kantor, now: datetime) -> None:
    book = kantor.host().snapshot()
    register_public(book, kantor.arsip, "ppid", kantor.ppid.public, PPID, now)
    words = (book, kantor.arsip, "atasan")
    assert kode_of(register_public, *words, kantor.atasan.public, PPID, now) == "kunci-satu-orang"
    assert kode_of(register_public, *words, kantor.ppid.public, ATASAN, now) == "kunci-sama"


def test_a_key_in_use_is_not_replaced_by_siapkan(ready: Kantor, now: datetime) -> None:
    book = ready.host().snapshot()
    words = (book, ready.arsip, "ppid", new_key().public, BARU, now)
    assert kode_of(register_public, *words) == "kunci-sudah-ada"


def test_a_key_lost_before_the_brankas_was_on_is_registered_anew(kantor: Kantor, now: datetime) -> None:
    register_both(kantor, now)
    fresh = new_key()
    register_public(kantor.host().snapshot(), kantor.arsip, "ppid", fresh.public, PPID, now)
    assert fresh.public in read_brankas(kantor.arsip).keys


def test_a_strangers_key_is_refused_by_the_drill(ready: Kantor, now: datetime) -> None:
    book = ready.host().snapshot()
    assert kode_of(uji_pulih, book, ready.arsip, new_key(), PPID, now) == "kunci-bukan-penerima"


def test_recipients_swapped_in_the_archive_are_not_sealed_for(ready: Kantor, now: datetime) -> None:
    path = next((ready.arsip / "ocfl" / OBJECT / "v2" / "content").iterdir())
    path.write_bytes(path.read_bytes().replace(ready.ppid.public.encode(), new_key().public.encode()))
    assert kode_of(keep_copies, ready.arsip, ready.buku, {ONE: [ready.softcopy()]}, PPID, now)[:6] == "arsip-"


def test_recipients_saved_with_a_fingerprint_of_another_key_are_refused(ready: Kantor, now: datetime) -> None:
    arsip = open_arsip(ready.arsip)
    path = next((ready.arsip / "ocfl" / OBJECT / "v2" / "content").iterdir())
    content = path.read_bytes().replace(ready.ppid.public.encode(), new_key().public.encode())
    save_version(arsip, OBJECT, {"penerima.json": content}, act_of(PPID, now, "diganti orang"))
    assert kode_of(read_brankas, ready.arsip) == "penerima-rusak"


# ---- in


def test_a_copy_of_an_excluded_informasi_goes_into_an_envelope(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    done = take(ready, now, knowledge, ready.softcopy())
    assert done.sealed == {f"brankas {ONE}/0001.age": CANARY_NAME}
    assert ready.cell().startswith(f"brankas {ONE}/0001.age ({len(CANARY) * 9000} bita, ")
    found = envelopes(open_arsip(ready.arsip), envelope_object(ready.buku, ONE))
    assert [look_into(path, ready.atasan).nama for path in found.values()] == [CANARY_NAME]


def test_neither_content_nor_name_nor_digest_is_anywhere_but_in_the_envelope(
    ready: Kantor, now: datetime, knowledge: Knowledge, tmp_path: Path
) -> None:
    softcopy = ready.softcopy()
    done = take(ready, now, knowledge, softcopy)
    softcopy.unlink()
    book = ready.host().snapshot()
    simpan(ready.buku, book, [], knowledge, now, folder=ready.arsip, person=PPID, alasan="v1")
    sidik = done.copies[0][1].encode()
    told = str([table.rows for table in book.tables.values()]).encode()
    wanted = (CANARY, CANARY_NAME.encode(), b"kenari-nama", sidik, sidik[:16])
    for path, content in [*everything(tmp_path), (Path("buku"), told)]:
        parts = [content]
        if path.suffix == ".xlsx":
            import zipfile

            with zipfile.ZipFile(BytesIO(content)) as package:
                parts = [package.read(name) for name in package.namelist()]
        assert not [one for one in wanted if any(one in part for part in parts)], path


def test_no_secret_key_is_anywhere_in_the_office(ready: Kantor, now: datetime, knowledge: Knowledge) -> None:
    take(ready, now, knowledge, ready.softcopy())
    secrets = [b"AGE-SECRET-KEY", str(ready.ppid.identity).encode()[-20:]]
    assert not [
        path for path, content in everything(ready.buku.parent) if any(one in content for one in secrets)
    ]


def test_a_file_that_belongs_to_two_gets_an_envelope_in_each(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy(), ids=(ONE, TWO))
    assert ready.cell(TWO).startswith(f"brankas {TWO}/0001.age")
    assert [opened.asli.nama for opened in read(ready, now, ready.ppid, ready.usb / "b", TWO)] == [
        CANARY_NAME
    ]


def test_numbers_of_envelopes_go_on(ready: Kantor, now: datetime, knowledge: Knowledge) -> None:
    take(ready, now, knowledge, ready.softcopy("a.pdf"), ready.softcopy("b.pdf"))
    take(ready, now, knowledge, ready.softcopy("c.pdf"))
    found = envelopes(open_arsip(ready.arsip), envelope_object(ready.buku, ONE))
    assert sorted(found) == ["softcopy/0001.age", "softcopy/0002.age", "softcopy/0003.age"]
    assert len(ready.cell().split("\n")) == 3


def test_a_copy_of_a_public_informasi_is_not_sealed(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    assert not take(ready, now, knowledge, ready.softcopy(), ids=(OPEN,)).sealed


def test_a_file_that_a_public_informasi_names_is_refused_before_anything_is_sealed(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy(), ids=(OPEN,))
    before = ready.buku.read_bytes()
    assert kode_of(take, ready, now, knowledge, ready.softcopy()) == "brankas-berkas-publik"
    assert (ready.buku.read_bytes(), list_objects(open_arsip(ready.arsip))) == (before, [OBJECT])


def test_a_day_that_cannot_be_seals_nothing(ready: Kantor, now: datetime, knowledge: Knowledge) -> None:
    keep = keeper(ready.arsip, ready.buku, PPID, now)
    deed = Deed("PPID", ids=(ONE,), mulai=now + timedelta(days=3))
    intake = Intake((ready.softcopy(),), "Inspektorat")
    with pytest.raises(InputError):
        masuk(ready.host(), knowledge, now, deed, intake, workbook=ready.buku, keep=keep)
    assert list_objects(open_arsip(ready.arsip)) == [OBJECT]


def test_copies_registered_before_go_in_and_lose_their_place(
    kantor: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(kantor, now, knowledge, kantor.softcopy(), kantor.softcopy("hilang.pdf"))
    (kantor.buku.parent / "berkas" / "hilang.pdf").unlink()
    register_both(kantor, now)
    try_both(kantor, now)
    keep = keeper(kantor.arsip, kantor.buku, PPID, now)
    assert keep is not None
    done = keep_registered(kantor.host(), knowledge, now, Deed("PPID"), keep, workbook=kantor.buku)
    assert list(done.sealed.values()) == [CANARY_NAME]
    assert done.left == ("berkas/hilang.pdf tidak ditemukan",)
    assert [line.split(" (")[0] for line in kantor.cell().split("\n")] == [
        "berkas/hilang.pdf",
        f"brankas {ONE}/0001.age",
    ]
    words = (kantor.host(), knowledge, now, Deed("PPID"), keep)
    assert kode_of(keep_registered, *words, workbook=kantor.buku) == "brankas-tidak-ada-softcopy"


def test_berkas_periksa_misses_an_envelope_that_is_gone(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy())

    def lost() -> list[str]:
        found = periksa_berkas(ready.host().snapshot(), knowledge, now.date(), workbook=ready.buku)
        return [one.rincian for one in found if one.keadaan == HILANG]

    assert lost() == []
    next((ready.arsip / "ocfl").glob("brankas-*/v1/content/*")).unlink()
    assert lost() == [f"brankas {ONE}/0001.age"]


# ---- out


@pytest.mark.parametrize("holder", ["ppid", "atasan"])
def test_either_key_reads_the_copy_with_its_name(
    ready: Kantor, now: datetime, knowledge: Knowledge, holder: str
) -> None:
    take(ready, now, knowledge, ready.softcopy())
    opened = read(ready, now, getattr(ready, holder), ready.usb / "baca")
    assert [(one.path.name, one.path.read_bytes()) for one in opened] == [(CANARY_NAME, CANARY * 9000)]
    assert os.name != "posix" or opened[0].path.stat().st_mode & 0o077 == 0


def test_a_read_is_in_the_log_with_who_what_and_why(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy())
    read(ready, now, ready.ppid, ready.usb / "baca")
    last = list_entries(open_arsip(ready.arsip))[-1]
    assert [last[key] for key in ("tindakan", "informasi", "pelaku", "alasan", "peran")] == [
        "baca", ONE, "PPID", "sengketa", "PPID",
    ]  # fmt: skip


def test_a_damaged_envelope_leaves_nothing_behind(ready: Kantor, now: datetime, knowledge: Knowledge) -> None:
    take(ready, now, knowledge, ready.softcopy("a.pdf"), ready.softcopy("b.pdf"))
    path = max((ready.arsip / "ocfl").glob("brankas-*/v1/content/*"))
    content = bytearray(path.read_bytes())
    content[-70_000] ^= 1
    path.write_bytes(content)
    with pytest.raises(ArsipError):
        read(ready, now, ready.ppid, ready.usb / "baca")
    assert not (ready.usb / "baca").exists() or not [*(ready.usb / "baca").iterdir()]


def test_an_envelope_damaged_with_everything_recomputed_leaves_nothing_behind(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy("a.pdf"), ready.softcopy("b.pdf"))
    arsip, name = open_arsip(ready.arsip), envelope_object(ready.buku, ONE)
    files = {path: stored.read_bytes() for path, stored in envelopes(arsip, name).items()}
    files["softcopy/0002.age"] = files["softcopy/0002.age"][:-70_000]
    save_version(arsip, name, files, act_of(PPID, now, "dirusak"))
    assert kode_of(read, ready, now, ready.ppid, ready.usb / "baca") == "amplop-rusak"
    assert [*(ready.usb / "baca").iterdir()] == []


def test_an_envelope_of_another_informasi_is_refused(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy("a.pdf"))
    take(ready, now, knowledge, ready.softcopy("b.pdf"), ids=(TWO,))
    arsip, name = open_arsip(ready.arsip), envelope_object(ready.buku, ONE)
    other = envelopes(arsip, envelope_object(ready.buku, TWO))
    save_version(arsip, name, other, act_of(PPID, now, "ditukar"))
    assert kode_of(read, ready, now, ready.ppid, ready.usb / "baca") == "amplop-tertukar"


def test_a_name_inside_an_envelope_never_leads_out_of_the_folder(
    ready: Kantor, now: datetime, tmp_path: Path
) -> None:
    from hashlib import sha256

    from ppid_xl.brankas.bundle import Asli
    from ppid_xl.brankas.envelope import seal

    arsip, name = open_arsip(ready.arsip), envelope_object(ready.buku, ONE)
    for number, bad in enumerate(
        ["../../jahat.txt", "C:\\Windows\\jahat", "con.txt", "", "..", "a\0b", ".bashrc"]
    ):
        target = tmp_path / f"{number}.age"
        seal(
            Asli(bad, 1, sha256(b"x").hexdigest(), "", (ONE,)),
            BytesIO(b"x"),
            read_brankas(ready.arsip).keys,
            target,
        )
        save_version(arsip, name, {"softcopy/0001.age": target}, act_of(PPID, now, "asing"))
        opened = read(ready, now, ready.ppid, ready.usb / "baca")
        assert [one.path.parent for one in opened] == [ready.usb / "baca"]
        assert opened[0].path.read_bytes() == b"x"


def test_nothing_is_overwritten_where_a_copy_is_read(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy())
    read(ready, now, ready.ppid, ready.usb / "baca")
    assert len({one.path for one in read(ready, now, ready.ppid, ready.usb / "baca")}) == 1
    assert len([*(ready.usb / "baca").iterdir()]) == 2


@pytest.mark.parametrize("place", ["kantor/baca", "kantor/arsip/x", "OneDrive - Dinas/baca", "Google Drive"])
def test_nothing_is_read_into_a_shared_place(
    ready: Kantor, now: datetime, knowledge: Knowledge, tmp_path: Path, place: str
) -> None:
    take(ready, now, knowledge, ready.softcopy())
    lines = len(list_entries(open_arsip(ready.arsip)))
    assert kode_of(read, ready, now, ready.ppid, tmp_path / place) == "tempat-bersama"
    assert len(list_entries(open_arsip(ready.arsip))) == lines


def test_a_link_into_the_shared_folder_is_seen_through(ready: Kantor, tmp_path: Path) -> None:
    (tmp_path / "milik-saya").symlink_to(ready.buku.parent, target_is_directory=True)
    assert kode_of(refuse_shared, tmp_path / "milik-saya" / "x", ready.buku, ready.arsip) == "tempat-bersama"


def test_a_network_mount_is_known_by_its_deepest_mount() -> None:
    mounts = [("/", "ext4"), ("/mnt/bersama", "cifs"), ("/mnt/bersama/lokal", "ext4")]
    places = ("/mnt/bersama/a", "/mnt/bersama/lokal/a", "/mnt/b")
    assert [_system_of(Path(place), mounts) for place in places] == ["cifs", "ext4", "ext4"]


@pytest.mark.parametrize("name", ["mega-proyek", "driver", "boxing", "onedrives"])
def test_a_folder_that_only_sounds_like_a_cloud_is_none(name: str) -> None:
    assert not _synced(Path("/x") / name)


def test_an_informasi_without_envelope_names_those_of_other_workbooks(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy())
    renamed = replace(ready, buku=ready.buku.rename(ready.buku.with_name("baru.xlsx")))
    with pytest.raises(InputError) as told:
        read(renamed, now, ready.ppid, ready.usb / "baca")
    other = told.value.fakta["lain"]
    opened = read_copies(ready.arsip, renamed.buku, ONE, ready.ppid, ready.usb / "b", PPID, now, "x", other)
    assert len(opened) == 1


def test_a_read_that_cannot_be_logged_writes_nothing(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy())
    log = ready.arsip / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"seq":2', b'"seq":9'))
    with pytest.raises(ArsipError):
        read(ready, now, ready.ppid, ready.usb / "baca")
    assert not (ready.usb / "baca").exists()


# ---- changing a key


def propose(kantor: Kantor, now: datetime, peran: str, person: Person) -> OpenKey:
    fresh = new_key()
    book = kantor.host().snapshot()
    propose_public(book, kantor.arsip, peran, fresh.public, person, now, "serah terima")
    uji_pulih(book, kantor.arsip, fresh, person, now)
    return fresh


def finish(
    kantor: Kantor, now: datetime, key: OpenKey, sidik: str, person: Person = ATASAN, *, leaked: bool = False
) -> Changed:
    book = kantor.host().snapshot()
    return carry_out(book, kantor.arsip, key, sidik, person, now, lambda *_: None, leaked=leaked)


def archive(kantor: Kantor, now: datetime, knowledge: Knowledge) -> None:
    book = kantor.host().snapshot()
    simpan(kantor.buku, book, [], knowledge, now, folder=kantor.arsip, person=PPID, alasan="v1")


def destroy(kantor: Kantor, now: datetime, knowledge: Knowledge, name: str) -> None:
    paper = kantor.usb / "ba.pdf"
    paper.write_bytes(b"%PDF-1.4")
    request = prepare(kantor.arsip, name, knowledge, now.date())
    musnahkan(kantor.arsip, request, Paper("1/BA", paper), now, PPID, lambda: True)


def opens(envelope: Path, key: OpenKey) -> bool:
    try:
        look_into(envelope, key)
    except PpidXlError:
        return False
    return True


@pytest.mark.parametrize(
    ("peran", "staying", "person"), [("ppid", "atasan", ATASAN), ("atasan", "ppid", PPID)]
)
def test_a_new_key_takes_its_place_and_opens_everything(
    ready: Kantor, now: datetime, knowledge: Knowledge, peran: str, staying: str, person: Person
) -> None:
    take(ready, now, knowledge, ready.softcopy("a.pdf"), ready.softcopy("b.pdf"))
    take(ready, now, knowledge, ready.softcopy("c.pdf"), ids=(TWO,))
    fresh = propose(ready, now, peran, BARU)
    done = finish(ready, now, getattr(ready, staying), fresh.sidik, person)
    assert done.amplop == 3
    for key in (fresh, getattr(ready, staying)):
        assert uji_pulih(ready.host().snapshot(), ready.arsip, key, BARU, now).amplop == 3
    assert kode_of(read, ready, now, getattr(ready, peran), ready.usb / "x") == "kunci-bukan-penerima"
    assert not check_arsip(open_arsip(ready.arsip))


def test_both_holders_are_in_the_log_of_a_change(ready: Kantor, now: datetime) -> None:
    fresh = propose(ready, now, "ppid", BARU)
    finish(ready, now, ready.atasan, fresh.sidik)
    told = [
        (one["pelaku"], one["alasan"])
        for one in list_entries(open_arsip(ready.arsip))
        if one["tindakan"] == "kunci" and one["sidik_kunci"] == fresh.sidik
    ]
    assert told == [
        ("BARU", "Kunci baru PPID diusulkan: serah terima"),
        ("ATASAN", "Kunci baru PPID disetujui Atasan PPID"),
        ("ATASAN", "Kunci PPID diganti"),
    ]


def test_a_proposal_alone_changes_nothing(ready: Kantor, now: datetime, knowledge: Knowledge) -> None:
    fresh = propose(ready, now, "ppid", BARU)
    take(ready, now, knowledge, ready.softcopy())
    found = envelopes(open_arsip(ready.arsip), envelope_object(ready.buku, ONE)).values()
    assert kode_of(look_into, next(iter(found)), fresh) == "amplop-kunci-lain"


def test_a_proposal_is_refused_unless_proven_agreed_and_by_another(ready: Kantor, now: datetime) -> None:
    fresh, book = new_key(), ready.host().snapshot()
    propose_public(book, ready.arsip, "ppid", fresh.public, BARU, now, "")
    assert kode_of(finish, ready, now, ready.atasan, fresh.sidik) == "ganti-kunci-belum-dicoba"
    uji_pulih(book, ready.arsip, fresh, BARU, now)
    assert kode_of(finish, ready, now, ready.atasan, new_key().sidik) == "ganti-kunci-sidik"
    assert kode_of(finish, ready, now, ready.atasan, "") == "ganti-kunci-sidik"
    assert kode_of(finish, ready, now, ready.ppid, fresh.sidik) == "ganti-kunci-peran"
    assert kode_of(finish, ready, now, fresh, fresh.sidik) == "ganti-kunci-peran"
    assert kode_of(finish, ready, now, ready.atasan, fresh.sidik, BARU) == "kunci-satu-orang"
    assert kode_of(finish, ready, now, new_key(), fresh.sidik) == "kunci-bukan-penerima"
    assert read_brankas(ready.arsip).keys == (ready.ppid.public, ready.atasan.public)


def test_an_interrupted_change_goes_on_where_it_stopped(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    for informasi in (ONE, TWO):
        take(ready, now, knowledge, ready.softcopy(f"{informasi}.pdf"), ids=(informasi,))
    fresh, book = propose(ready, now, "ppid", BARU), ready.host().snapshot()

    def stop(done: int, total: int, text: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry_out(book, ready.arsip, ready.atasan, fresh.sidik, ATASAN, now, stop)
    halfway = read_brankas(ready.arsip)
    assert (halfway.keys[0], halfway.usulan is None) == (ready.ppid.public, False)
    assert finish(ready, now, ready.atasan, fresh.sidik).amplop == 1
    assert uji_pulih(book, ready.arsip, fresh, BARU, now).amplop == 2
    versions = [
        len(list_versions(open_arsip(ready.arsip), envelope_object(ready.buku, one))) for one in (ONE, TWO)
    ]
    assert versions == [2, 2]


def test_another_proposal_waits_for_a_change_that_has_begun(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    test_a_change_with_a_damaged_envelope_changes_no_key(ready, now, knowledge)
    words = (ready.host().snapshot(), ready.arsip, "ppid", new_key().public, BARU, now, "")
    assert kode_of(propose_public, *words) == "ganti-kunci-berjalan"


def test_a_change_with_a_damaged_envelope_changes_no_key(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    for informasi in (ONE, TWO):
        take(ready, now, knowledge, ready.softcopy(f"{informasi}.pdf"), ids=(informasi,))
    fresh = propose(ready, now, "ppid", BARU)
    path = next((ready.arsip / "ocfl" / envelope_object(ready.buku, TWO) / "v1" / "content").iterdir())
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ArsipError):
        finish(ready, now, ready.atasan, fresh.sidik)
    assert read_brankas(ready.arsip).keys == (ready.ppid.public, ready.atasan.public)


def test_an_envelope_made_during_a_change_is_sealed_anew_too(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy("a.pdf"))
    fresh, taken = propose(ready, now, "ppid", BARU), list[str]()

    def another(done: int, total: int, text: str) -> None:
        if not taken:
            taken.append("b.pdf")
            take(ready, now, knowledge, ready.softcopy("b.pdf"), ids=(TWO,))

    carry_out(ready.host().snapshot(), ready.arsip, ready.atasan, fresh.sidik, ATASAN, now, another)
    assert uji_pulih(ready.host().snapshot(), ready.arsip, fresh, BARU, now).amplop == 2


def test_an_envelope_that_came_too_late_is_told_by_the_drill_and_mended_by_running_again(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy("a.pdf"))
    arsip, name, book = open_arsip(ready.arsip), envelope_object(ready.buku, ONE), ready.host().snapshot()
    late, mark = envelopes(arsip, name), made_for(arsip)[name][-1]
    fresh = propose(ready, now, "ppid", BARU)
    finish(ready, now, ready.atasan, fresh.sidik)
    save_version(arsip, name, late, act_of(PPID, now, "terlambat", penerima=mark))
    take(ready, now, knowledge, ready.softcopy("b.pdf"))
    assert kode_of(uji_pulih, book, ready.arsip, fresh, BARU, now) == "uji-pulih-gagal"
    assert finish(ready, now, ready.atasan, "") == Changed(2, None)
    assert made_for(arsip)[name][-1] == set_of(read_brankas(ready.arsip).keys)
    assert uji_pulih(book, ready.arsip, fresh, BARU, now).amplop == 2


def test_versions_from_before_a_change_still_open_with_the_old_key(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy())
    old = next((ready.arsip / "ocfl").glob("brankas-*/v1/content/*"))
    fresh = propose(ready, now, "ppid", BARU)
    finish(ready, now, ready.atasan, fresh.sidik)
    assert look_into(old, ready.ppid).nama == CANARY_NAME


def test_after_a_leak_the_old_key_opens_only_what_may_then_be_destroyed(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy())
    archive(ready, now, knowledge)
    arsip, old = open_arsip(ready.arsip), envelope_object(ready.buku, ONE)
    assert kode_of(prepare, ready.arsip, old, knowledge, now.date()) == "musnah-masih-dirujuk"
    fresh = propose(ready, now, "ppid", BARU)
    done = finish(ready, now, ready.atasan, fresh.sidik, leaked=True)
    assert (done.amplop, done.lama, current_object(arsip, ready.buku, ONE)) == (1, (old,), successor(old))
    assert kode_of(prepare, ready.arsip, successor(old), knowledge, now.date()) == "musnah-masih-dirujuk"
    destroy(ready, now, knowledge, old)
    assert not [path for path in (ready.arsip / "ocfl").rglob("*.age") if opens(path, ready.ppid)]
    assert uji_pulih(ready.host().snapshot(), ready.arsip, fresh, BARU, now).amplop == 1
    assert read(ready, now, ready.atasan, ready.usb / "baca")[0].asli.nama == CANARY_NAME
    assert has_envelope(ready.arsip, ready.buku, ONE, "0001.age")
    assert not judge_disposals(arsip, check_arsip(arsip))


def test_a_leak_that_is_known_only_after_the_change_is_closed_too(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy())
    fresh = propose(ready, now, "ppid", BARU)
    finish(ready, now, ready.atasan, fresh.sidik)
    take(ready, now, knowledge, ready.softcopy("b.pdf"), ids=(TWO,))
    old = envelope_object(ready.buku, ONE)
    assert finish(ready, now, ready.atasan, "", leaked=True) == Changed(1, None, (old,))
    assert finish(ready, now, ready.atasan, "", leaked=True) == Changed(0, None, (old,))


def test_envelopes_go_on_after_their_object_was_destroyed(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy())
    destroy(ready, now, knowledge, envelope_object(ready.buku, ONE))
    take(ready, now, knowledge, ready.softcopy("b.pdf"))
    assert [one.asli.nama for one in read(ready, now, ready.ppid, ready.usb / "baca")] == ["b.pdf"]
    arsip = open_arsip(ready.arsip)
    assert not judge_disposals(arsip, check_arsip(arsip))


# ---- told


def test_a_proof_says_how_softcopies_are_kept(ready: Kantor, now: datetime, knowledge: Knowledge) -> None:
    def words() -> str:
        row = ready.host().snapshot().rows("tblRekap")[0]
        return brankas_words(row, ready.buku, ready.arsip)

    before = words()
    take(ready, now, knowledge, ready.softcopy())
    assert (before, words()) == ("belum ada softcopy yang tercatat", "1 softcopy terkunci di arsip")
    next((ready.arsip / "ocfl").glob("brankas-*/v1/content/*")).unlink()
    assert "TIDAK ADA" in words()


def test_a_proof_says_that_copies_are_registered_by_place_alone(
    kantor: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(kantor, now, knowledge, kantor.softcopy())
    row = kantor.host().snapshot().rows("tblRekap")[0]
    told = brankas_words(row, kantor.buku, kantor.arsip)
    assert "1 softcopy tercatat tempatnya saja" in told
    assert "kunci PPID belum ada" in told


def test_diagnosa_tells_off_on_stale_and_unfinished(kantor: Kantor, now: datetime) -> None:
    assert check_of_brankas(None, now).keadaan == "tidak-ada"
    assert "tempatnya saja" in check_of_brankas(kantor.arsip, now).keterangan
    register_both(kantor, now)
    try_both(kantor, now)
    assert check_of_brankas(kantor.arsip, now).keadaan == "siap"
    assert check_of_brankas(kantor.arsip, now + timedelta(days=400)).keadaan == "gagal"
    propose(kantor, now, "ppid", BARU)
    assert "belum selesai" in check_of_brankas(kantor.arsip, now).keterangan


def test_diagnosa_counts_the_copies_that_came_before_the_brankas(
    kantor: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    def told() -> str:
        rows = kantor.host().snapshot().rows("tblRekap")
        return check_of_brankas(kantor.arsip, now, rows).keterangan

    take(kantor, now, knowledge, kantor.softcopy(), kantor.softcopy("b.pdf"))
    take(kantor, now, knowledge, kantor.softcopy("publik.pdf"), ids=(OPEN,))
    register_both(kantor, now)
    try_both(kantor, now)
    assert told().endswith("; 2 softcopy yang dikecualikan tercatat tempatnya saja")
    keep = keeper(kantor.arsip, kantor.buku, PPID, now)
    assert keep is not None
    keep_registered(kantor.host(), knowledge, now, Deed("PPID"), keep, workbook=kantor.buku)
    assert told().startswith("siap")
    assert "tempatnya saja" not in told()


def test_an_envelope_restored_without_our_software_is_a_tar(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    import pyrage

    take(ready, now, knowledge, ready.softcopy())
    stored = next((ready.arsip / "ocfl").glob("brankas-*/v1/content/0001.age"))
    content = pyrage.decrypt(stored.read_bytes(), [ready.atasan.identity])
    with tarfile.open(fileobj=BytesIO(content)) as tar:
        assert tar.getnames() == ["asli.json", "isi"]


def test_a_row_made_public_later_keeps_its_envelope(
    ready: Kantor, now: datetime, knowledge: Knowledge
) -> None:
    take(ready, now, knowledge, ready.softcopy())
    row = ready.host().snapshot().rows("tblRekap")[0]
    ready.host().apply([SetColumn("tblRekap", "klasifikasi", {row.number: "Berkala"})])
    saved, arsip = simpan(
        ready.buku, ready.host().snapshot(), [], knowledge, now, folder=ready.arsip, person=PPID, alasan="v1"
    )
    assert saved is not None
    assert not [path for path in saved.version.files if path.startswith("softcopy/")]
    assert envelopes(arsip, envelope_object(ready.buku, ONE))

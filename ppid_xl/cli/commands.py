"""The commands: name, one line of help, their words, and the function that runs them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.cli import isi, langkah, proses
from ppid_xl.cli.parser import iso_date, iso_moment, positive, with_day, workbook_argument


@dataclass(frozen=True)
class Command:
    """One word of the command line."""

    name: str
    help: str
    add_words: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


ARSIP_ACTS = {
    "simpan": "arsipkan satu versi",
    "riwayat": "sebut versi yang tersimpan",
    "pulihkan": "keluarkan satu versi",
    "periksa": "periksa keutuhan berkas dan rantai",
}


def _contoh(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--keluar", type=Path, default=Path("contoh-ppid"), metavar="DIR", help="folder hasil"
    )
    with_day(parser)


def _buat(parser: ArgumentParser) -> None:
    workbook_argument(parser, help="buku rekap baru")
    parser.add_argument("--sop", required=True, metavar="KODE", help="kode SOP (lihat: ppid sop)")
    parser.add_argument("--instansi", default="", metavar="NAMA", help="nama badan publik")
    parser.add_argument(
        "--unit",
        action="append",
        default=[],
        metavar="NAMA",
        help="unit untuk daftar pilihan; boleh berulang",
    )
    with_day(parser)


def _impor(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    parser.add_argument(
        "sumber", type=Path, nargs="+", metavar="SUMBER", help="daftar yang ada (csv atau xlsx)"
    )
    parser.add_argument(
        "--unit", default="", metavar="NAMA", help="unit penguasa bagi baris yang belum menyebutnya"
    )
    parser.add_argument("--terima", action="store_true", help="terapkan juga usul perubahan")
    parser.add_argument(
        "--rinci", action="store_true", help="sebut juga setiap baris yang baru dan yang sudah ada"
    )
    with_day(parser)


def _terima(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    _ids(parser)
    parser.add_argument(
        "--mulai", type=iso_date, metavar="TTTT-BB-HH", help="Terhitung Mulai bagi baris yang memerlukannya"
    )
    with_day(parser)


def _ids(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--id",
        action="append",
        default=[],
        metavar="ID",
        help="ID, deret (INF-2026-0001..0020), atau daftar dengan ;",
    )


def _periksa(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    parser.add_argument("--tulis", action="store_true", help="tuliskan temuan ke dalam buku")
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")
    parser.add_argument("--semua", action="store_true", help="tampilkan semua temuan di layar")
    parser.add_argument("--sop", default="", metavar="KODE", help="periksa menurut SOP lain")
    with_day(parser)


def _act(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    _ids(parser)
    parser.add_argument("--oleh", required=True, metavar="KODE", help="kode pejabat di lembar Pejabat")
    parser.add_argument("--mulai", type=iso_moment, metavar="WAKTU", help="TTTT-BB-HH atau TTTT-BB-HHTJJ:MM")
    parser.add_argument("--catatan", default="", help="alasan atau hal yang perlu diketahui")
    parser.add_argument("--bukti", default="", metavar="BERKAS", help="berkas atau surat yang menjadi bukti")
    with_day(parser)


def _meeting(parser: ArgumentParser) -> None:
    _act(parser)
    parser.add_argument("--selesai", type=iso_moment, metavar="WAKTU", help="kapan selesai")
    parser.add_argument("--tempat", default="", help="tempat dilakukan")
    parser.add_argument("--peserta", default="", help="siapa saja yang hadir")


def _langkah(parser: ArgumentParser) -> None:
    _meeting(parser)
    parser.add_argument(
        "--kegiatan",
        type=positive,
        required=True,
        metavar="N",
        help="nomor kegiatan di SOP (lihat: ppid sop)",
    )


def _uji(parser: ArgumentParser) -> None:
    _meeting(parser)
    saat = ("sebelum", "permohonan", "sengketa")
    parser.add_argument(
        "--saat", choices=saat, default="sebelum", help="kapan uji dilakukan terhadap permohonan"
    )
    hasil = ("Ditutup", "Ditutup sebagian", "Dibuka", "Ditunda")
    parser.add_argument("--hasil", choices=hasil, default="", help="hasil bagi semua informasi yang disebut")
    parser.add_argument("--pertimbangan", default="", help="pertimbangan kepentingan umum")


def _pantau(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")
    with_day(parser)


def _bukti(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    parser.add_argument("id", metavar="ID", help="ID informasi")
    parser.add_argument("--arsip", type=Path, metavar="DIR", help="folder arsip lain")
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")
    with_day(parser)


def _surat(parser: ArgumentParser) -> None:
    parser.add_argument("buku", type=Path, nargs="?", metavar="BUKU.xlsx", help="buku rekap")
    parser.add_argument("jenis", nargs="?", metavar="JENIS", help="jenis dokumen (lihat --daftar)")
    parser.add_argument("--daftar", action="store_true", help="sebut jenis dokumen yang ada")
    parser.add_argument(
        "--keluar", type=Path, metavar="DIR", help="folder hasil; bawaan: dokumen di samping buku"
    )
    parser.add_argument("--hanya-lolos", action="store_true", help="buat dari baris tanpa galat saja")
    _ids(parser)
    with_day(parser)


def _arsip(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="tindakan", metavar="TINDAKAN", required=True)
    for name, text in ARSIP_ACTS.items():
        sub = acts.add_parser(name, help=text, description=text)
        sub.add_argument("tempat", type=Path, metavar="BUKU.xlsx|AKAR", help="buku rekap, atau folder arsip")
        sub.add_argument("--arsip", type=Path, metavar="DIR", help="folder arsip lain")
        with_day(sub)
        if name == "simpan":
            sub.add_argument(
                "--dokumen",
                type=Path,
                nargs="*",
                metavar="BERKAS",
                help="dokumen yang ikut; bawaan: isi folder dokumen",
            )
            sub.add_argument("--catatan", default="", help="mengapa versi ini disimpan")
            sub.add_argument("--oleh", default="", metavar="KODE", help="kode pejabat")
        if name == "pulihkan":
            sub.add_argument("--versi", type=positive, metavar="N", help="nomor versi; bawaan: terakhir")
            sub.add_argument("--objek", default="", help="nama objek arsip bila menyebut folder arsip")
            sub.add_argument(
                "--keluar", type=Path, required=True, metavar="DIR", help="folder kosong untuk hasil"
            )
        if name == "riwayat":
            sub.add_argument("--objek", default="", help="nama objek arsip bila menyebut folder arsip")


def _sop(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")
    parser.add_argument("periksa", nargs="?", choices=["periksa"], help="periksa satu berkas SOP")
    parser.add_argument("berkas", type=Path, nargs="?", metavar="BERKAS.toml", help="berkas SOP")


COMMANDS = (
    Command(
        "contoh", "kerjakan seluruh pekerjaan pada daftar nyata sebagai contoh", _contoh, proses.run_contoh
    ),
    Command("buat", "buat buku rekap baru untuk satu SOP", _buat, isi.run_buat),
    Command("impor", "masukkan daftar yang ada ke dalam rekap", _impor, isi.run_impor),
    Command(
        "terima-usulan", "terima bacaan program atas dasar hukum dan jangka waktu", _terima, isi.run_terima
    ),
    Command("periksa", "periksa setiap baris menurut SOP dan peraturan", _periksa, isi.run_periksa),
    Command("langkah", "catat kegiatan SOP yang dikerjakan orang", _langkah, langkah.run_langkah),
    Command("uji", "catat rapat uji konsekuensi", _uji, langkah.run_uji),
    Command("ajukan", "ajukan informasi untuk disetujui", _act, langkah.run_decision),
    Command("setujui", "catat persetujuan", _act, langkah.run_decision),
    Command("kembalikan", "kembalikan ke unit dengan alasan", _act, langkah.run_decision),
    Command("pantau", "sebut pengecualian menurut berakhirnya", _pantau, langkah.run_pantau),
    Command("bukti", "buktikan satu baris daftar: hukum, uji, persetujuan, masa", _bukti, langkah.run_bukti),
    Command("surat", "buat dokumen Word dari baris yang sama", _surat, proses.run_surat),
    Command(
        "arsip", "simpan versi, lihat riwayat, pulihkan, dan periksa keutuhannya", _arsip, proses.run_arsip
    ),
    Command("sop", "sebut SOP yang dikenal dan langkahnya", _sop, isi.run_sop),
)

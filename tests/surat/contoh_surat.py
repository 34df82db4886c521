"""Invented rows, offices and officers for the tests of the Word documents; nothing here is real."""

from __future__ import annotations

import struct
import subprocess
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from contoh_gambar import chunk

from ppid_xl.bawaan import data_path
from ppid_xl.columns import load_columns
from ppid_xl.model import Row, Value
from ppid_xl.surat.jenis import load_jenis
from ppid_xl.surat.konteks import (
    Bahan,
    Baris,
    Beda,
    Berkas,
    Bukti,
    Diuji,
    Langkah,
    Orang,
    Putusan,
    Rekap,
    Surat,
    Tindakan,
    build_context,
)
from ppid_xl.surat.signature import Signer

PENGATURAN = {
    "nama_pemerintah": "Pemerintah Provinsi Contoh",
    "nama_badan": "Badan Kepegawaian Daerah",
    "alamat": "Jalan Contoh Nomor 1, Kota Contoh 99999",
    "kontak": "Telepon (0000) 000000, laman bkd.contoh.example, pos-el ppid@contoh.example",
    "tempat": "Kota Contoh",
    "tahun": "2026",
}
KETUA_PPID = {
    "nama": "Contoh Pratama",
    "gelar": "Ir., M.Si.",
    "nip": "198001012005011999",
    "pangkat_gol": "Pembina Tingkat I (IV/b)",
    "jabatan": "Sekretaris Badan Kepegawaian Daerah\nselaku Ketua PPID",
    "status": "Definitif",
}
ATASAN = {
    "nama": "Contoh Utami",
    "gelar": "Dr., S.H., M.H.",
    "nip": "197501012000012999",
    "pangkat_gol": "Pembina Utama Muda (IV/c)",
    "jabatan": "Kepala Badan Kepegawaian Daerah\nProvinsi Contoh",
    "status": "Definitif",
}
REKAP = Rekap("rekap-contoh-2026.xlsx", "5f2c9ab01d7e" + "0" * 52, datetime(2026, 3, 2, 9, 30))
SURAT = Surat(
    nomor="000.8/0012/CONTOH/2026",
    tanggal=date(2026, 3, 4),
    tujuan="Ketua PPID Badan Kepegawaian Daerah Provinsi Contoh",
    tempat_tujuan="Kota Contoh",
    tembusan=("Gubernur Contoh (sebagai laporan)", "Ketua PPID Utama Provinsi Contoh", "Arsip"),
)
SOP = {
    "kode": "contoh-2026",
    "nomor": "000/00/Contoh",
    "nama": "Pendokumentasian Informasi yang Dikecualikan",
    "instansi": "Badan Kepegawaian Daerah",
}
KINDS = load_jenis(data_path("surat.toml"))
KOLOM = load_columns(data_path("kolom.toml")).tabel["tblRekap"].kolom
RAPAT = Langkah(
    id="LK-2026-0003",
    kegiatan="Uji konsekuensi",
    keputusan="Dicatat",
    mulai=datetime(2026, 2, 10, 9, 0),
    selesai=datetime(2026, 2, 10, 12, 30),
    tempat="Ruang Rapat Contoh",
    oleh=Orang("Contoh Pratama", "Sekretaris Badan"),
    sebagai="Ketua PPID",
    peserta=(Orang("Contoh Tiga", "Kepala Bidang"), Orang("Contoh Empat, S.H.", "Kepala Subbagian Hukum")),
)

UNITS = (
    "Bidang Pengembangan Kompetensi",
    "Bidang Mutasi dan Promosi",
    "Sekretariat",
    "UPT Penilaian",
)
THEMES: tuple[dict[str, Value], ...] = (
    {
        "judul_informasi": "Hasil penilaian kompetensi perorangan calon pejabat administrator",
        "ringkasan_isi": "Laporan asesor untuk tiap peserta, nilai, dan saran pengembangan",
        "dasar_hukum": "Pasal 17 huruf h angka 4 Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan "
        "Informasi Publik",
        "konsekuensi_bila_dibuka": "Mengungkap hasil evaluasi kapabilitas dan intelektualitas seseorang "
        "tanpa persetujuannya",
        "manfaat_bila_ditutup": "Melindungi rahasia pribadi peserta dan menjaga objektivitas asesor",
        "jangka_waktu": "5 tahun",
        "terhitung_mulai": date(2026, 1, 2),
        "akhir_pengecualian": date(2031, 1, 2),
        "bagian_yang_ditutup": "Nama, nilai, dan uraian perilaku tiap peserta",
    },
    {
        "judul_informasi": "Soal dan kunci jawaban ujian dinas",
        "ringkasan_isi": None,
        "dasar_hukum": "Pasal 17 huruf j Undang-Undang Nomor 14 Tahun 2008; Pasal 6 ayat (3) huruf e",
        "konsekuensi_bila_dibuka": "Ujian berikutnya tidak lagi menguji kemampuan peserta secara jujur",
        "manfaat_bila_ditutup": "Menjaga kerahasiaan soal sampai ujian selesai dilaksanakan",
        "jangka_waktu": "Sampai ujian dinas selesai dilaksanakan",
        "terhitung_mulai": None,
        "akhir_pengecualian": None,
        "bagian_yang_ditutup": None,
    },
    {
        "judul_informasi": "Berkas pemeriksaan pelanggaran disiplin pegawai yang sedang berjalan",
        "ringkasan_isi": "Berita acara pemeriksaan dan keterangan saksi",
        "dasar_hukum": "Pasal 17 huruf a angka 1 Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan "
        "Informasi Publik",
        "konsekuensi_bila_dibuka": "Menghambat pemeriksaan dan membahayakan saksi yang memberi keterangan",
        "manfaat_bila_ditutup": "Pemeriksaan berjalan adil dan saksi terlindungi",
        "jangka_waktu": "2 tahun",
        "terhitung_mulai": date(2026, 2, 1),
        "akhir_pengecualian": date(2028, 2, 1),
        "bagian_yang_ditutup": None,
    },
)


def make_rows(count: int) -> list[Row]:
    """Return invented rows, four units in turn."""
    return [make_row(number) for number in range(1, count + 1)]


def make_row(number: int, **values: Value) -> Row:
    """Return one invented row, some of its cells replaced."""
    theme = THEMES[number % len(THEMES)]
    own = {"id": f"INF-2026-{number:04}", "unit_penguasa": UNITS[number % len(UNITS)]}
    title = f"{theme['judul_informasi']} (contoh\u00a0{number})"
    return Row("tblRekap", number + 5, {**theme, **own, "judul_informasi": title, **values})


def make_bahan(kind: str, rows: Sequence[Row], **options: object) -> Bahan:
    """Return what a document of a kind is made of, in the invented office."""
    own = {
        "baris": [Baris(row) for row in rows],
        "pengaturan": PENGATURAN,
        "rekap": REKAP,
        "kolom": KOLOM,
        "sop": SOP,
    }
    return replace(Bahan(kind, KINDS[kind], {}, REKAP), **{**own, **options})  # type: ignore[arg-type]


def make_daftar(rows: Sequence[Row], **options: object) -> dict[str, object]:
    """Return the context of the daftar with the invented office."""
    given = {"surat": Surat(tanggal=date(2026, 3, 5)), "penanda_tangan": Signer(KETUA_PPID), **options}
    return build_context(make_bahan("daftar-dikecualikan", rows, **given))


def make_persetujuan(
    rows: Sequence[Row], putusan: Mapping[str, tuple[Diuji | None, Putusan]] | None = None, **options: object
) -> dict[str, object]:
    """Return the context of the approval letter with the invented office."""
    decided = make_putusan(rows) if putusan is None else putusan
    baris = [
        Baris(row, diuji=diuji, putusan=decision)
        for row in rows
        for diuji, decision in [decided.get(row.text("id"), (None, Putusan()))]
    ]
    given = {"surat": SURAT, "penanda_tangan": Signer(ATASAN), "baris": baris, **options}
    return build_context(make_bahan("persetujuan", rows, **given))


def make_full(kind: str, rows: Sequence[Row], **options: object) -> dict[str, object]:
    """Return a context of any kind in which everything that can be known is known."""
    baris = [
        Baris(
            row, rujukan="Pasal 17 huruf h angka 4 UU 14/2008", undang_undang="UU 14/2008", akhir=date(2031, 1, 2),
            batas_ubah=date(2030, 11, 18), sisa_hari_kerja=1100, status="Disetujui", sidik="0a1b2c3d",
            diuji=make_uji(number), putusan=Putusan(True, "Lengkap", date(2026, 3, 1), "Atasan PPID"),
            sebelum={"jangka_waktu": "3 tahun", "akhir_pengecualian": date(2029, 1, 2)},
            perubahan=("baru", "berubah", "dibuka", "diperpanjang")[number % 4],
            beda=(Beda("Jangka Waktu", "3 tahun", "5 tahun"),),
        )
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip
    berkas = [
        Berkas(
            row.text("id"),
            row.text("judul_informasi"),
            "softcopy/a.pdf",
            "12 kB",
            date(2026, 2, 1),
            "5f2c9ab01d7e",
        )
        for row in rows
    ]
    acts = (Tindakan("LK-2026-0003", "Uji konsekuensi", "Dicatat", date(2026, 2, 10), "PPID (Ketua PPID)"),)
    known = {
        "surat": SURAT, "baris": baris, "langkah": RAPAT, "penanda_tangan": Signer(KETUA_PPID),
        "penanda_tangan_kedua": Signer(ATASAN), "tim": RAPAT.peserta, "berkas": berkas, "ada_versi": True,
        "bukti": Bukti("berjalan", False, ("surat bertanda tangan",), (), ("v1, 01/02/2026",), acts),
    }  # fmt: skip
    return build_context(make_bahan(kind, rows, **{**known, **options}))


def make_uji(number: int) -> Diuji:
    """Return an invented test."""
    identity = f"UJI-2026-{number:04}"
    return Diuji(
        identity, "", date(2026, 2, 10), "Sebelum permohonan", "Ditutup", "Kepentingan umum terlindungi"
    )


def make_putusan(rows: Sequence[Row]) -> dict[str, tuple[Diuji | None, Putusan]]:
    """Return decisions in which every fourth row is not tested and every seventh is turned down."""
    putusan: dict[str, tuple[Diuji | None, Putusan]] = {}
    for number, row in enumerate(rows, 1):
        answer = Putusan(False, "Lengkapi pasal undang-undangnya") if number % 7 == 0 else Putusan(True)
        tested = None if number % 4 == 0 and number % 7 else make_uji(number)
        putusan[row.text("id")] = tested, answer
    return putusan


def write_logo(path: Path) -> Path:
    """Write a grey shield as PNG, the stand-in for a lambang daerah."""
    width, height = 110, 132
    lines = b"".join(b"\0" + bytes(_shade(x, y, width, height) for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in chunks))
    return path


def _shade(x: int, y: int, width: int, height: int) -> int:
    def inside(margin: float) -> bool:
        half = width / 2 - margin
        taper = 1 if y < height * 0.55 else max(0.0, 1 - ((y / height - 0.55) / 0.43) ** 2)
        return margin <= y <= height - margin and abs(x - width / 2) <= half * taper

    return (214 if inside(9) else 90) if inside(2) else 255


def read_pages(pdf: Path) -> list[str]:
    """Return the printed words of each page of a PDF."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True)
    return done.stdout.split("\f")[:-1]

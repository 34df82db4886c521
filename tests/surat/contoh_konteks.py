"""Invented contexts in the one shape every Word template reads; nothing here is real."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

DOTS = "." * 30
UNITS = ("Bidang Mutasi dan Promosi", "Sekretariat", "Bidang Pengembangan Kompetensi", "UPT Penilaian")
JUDUL = (
    "Hasil penilaian kompetensi perorangan calon pejabat administrator",
    "Soal dan kunci jawaban ujian dinas",
    "Berkas pemeriksaan pelanggaran disiplin pegawai yang sedang berjalan",
)
DASAR = (
    "Pasal 17 huruf h angka 4 Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik",
    "Pasal 17 huruf j Undang-Undang Nomor 14 Tahun 2008; Pasal 6 ayat (3) huruf e",
    "Pasal 17 huruf a angka 1 Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik",
)
TERBILANG = (
    "hari ini, Kamis, tanggal dua puluh empat bulan September tahun dua ribu dua puluh enam (24-09-2026)"
)
WORDS = {1: "satu", 2: "dua", 3: "tiga", 4: "empat", 60: "enam puluh", 80: "delapan puluh"}
TIM = (
    ("Ir. Contoh Pratama, M.Si.", "Sekretaris Badan selaku Ketua PPID", "Sekretariat"),
    ("Contoh Lestari, S.H.", "Kepala Biro Hukum, anggota Tim Pertimbangan", ""),
    ("Contoh Wijaya, S.Kom.", "Kepala Bidang", "Bidang Mutasi dan Promosi"),
    ("Contoh Rahayu", "Pranata Hubungan Masyarakat Ahli Muda", "UPT Penilaian"),
)
SIGNERS = {
    "ttd": {
        "jabatan": ["SEKRETARIS BADAN KEPEGAWAIAN DAERAH", "SELAKU KETUA PPID,"],
        "tanda": "",
        "jangkar": "",
        "nama": "Ir. Contoh Pratama, M.Si.",
        "pangkat": "Pembina Tingkat I (IV/b)",
        "nip": "NIP. 19800101 200501 1 999",
    },
    "ttd_kedua": {
        "jabatan": ["KEPALA BADAN KEPEGAWAIAN DAERAH", "PROVINSI CONTOH,"],
        "tanda": "",
        "jangkar": "",
        "nama": "Dr. Contoh Utami, S.H., M.H.",
        "pangkat": "Pembina Utama Muda (IV/c)",
        "nip": "NIP. 19750101 200001 2 999",
    },
}


def make_konteks(count: int, **values: object) -> dict[str, object]:
    """Return the context of a document of ``count`` rows in up to four units, some of its values replaced."""
    daftar = [make_baris(number) for number in range(1, count + 1)]
    return in_units(daftar) | _office() | _act() | SIGNERS | values


def in_units(daftar: list[dict[str, object]]) -> dict[str, object]:
    """Return rows as the context lists them: flat, by unit, and counted; every fourth is not tested."""
    per_unit = [
        {"unit": unit, "jumlah": counted(len(rows)), "baris": rows}
        for unit in UNITS
        if (rows := [row for row in daftar if row["unit_penguasa"] == unit])
    ]
    ordered = [row for group in per_unit for row in group["baris"]]
    for number, row in enumerate(ordered, 1):
        row["nomor"] = number
        row["di_ujung"] = number > len(ordered) - 2
    untested = sum(not row["uji"]["ada"] for row in ordered)
    return {
        "daftar": ordered,
        "per_unit": per_unit,
        "jumlah": counted(len(ordered)),
        "jumlah_unit": counted(len(per_unit)),
        "jumlah_diuji": counted(len(ordered) - untested),
        "jumlah_belum_diuji": counted(untested),
        "jumlah_disetujui": counted(len(ordered)),
        "jumlah_tidak_disetujui": counted(0),
        "ada_disetujui": bool(ordered),
        "ada_tidak_disetujui": False,
        "ada_diuji": untested < len(ordered),
        "ada_belum_diuji": untested > 0,
        "ada_belum_diputus": False,
        "jumlah_berubah": counted(0),
        "ada_berubah": False,
        "hasil_uji": [{"hasil": "Ditutup sebagian", "jumlah": counted(len(ordered) - untested)}],
    }


def make_baris(number: int, **values: object) -> dict[str, object]:
    """Return one row of the context, some of its values replaced."""
    theme = number % len(JUDUL)
    uji = make_uji(number, ada=number % 4 != 0)
    return {
        "nomor": number,
        "id": f"INF-2026-{number:04}",
        "judul_informasi": f"{JUDUL[theme]} (contoh\u00a0{number})",
        "ringkasan_isi": ("Laporan asesor untuk tiap peserta, nilai, dan saran", "", "Berita acara")[theme],
        "unit_penguasa": UNITS[number % len(UNITS)],
        "penanggung_jawab": "Kepala Bidang",
        "waktu_dan_tempat_pembuatan": "2026, Kota Contoh",
        "bentuk": "Salinan lunak",
        "retensi": "5 tahun",
        "klasifikasi": "Dikecualikan",
        "tahap": "",
        "dasar_hukum": DASAR[theme],
        "bagian_yang_ditutup": ("", "Nama, nilai, dan uraian perilaku tiap peserta", "")[theme],
        "konsekuensi_bila_dibuka": "Mengungkap hasil evaluasi kapabilitas seseorang tanpa persetujuannya",
        "manfaat_bila_ditutup": "Melindungi rahasia pribadi peserta dan menjaga objektivitas asesor",
        "jangka_waktu": ("5 tahun", "Sampai ujian dinas selesai", "2 tahun")[theme],
        "terhitung_mulai": ("2 Januari 2026", "", "1 Februari 2026")[theme],
        "akhir_pengecualian": ("2 Januari 2031", "", "1 Februari 2028")[theme],
        "batas_ubah": ("19 November 2030", "", "16 Desember 2027")[theme],
        "lokasi_fisik": "",
        "softcopy": "",
        "diverifikasi_oleh": "",
        "diverifikasi_pada": "",
        "tautan_publikasi": "",
        "status": "Diuji",
        "rujukan": "UU 14/2008 Pasal 17 huruf h angka 4",
        "undang_undang": "UU 14/2008",
        "sisa_hari_kerja": "",
        "uji": uji,
        "uji_nomor": uji["nomor"],
        "uji_tanggal": uji["tanggal"],
        "putusan": {"jawaban": "Ya", "catatan": "", "tanggal": "25 September 2026", "oleh": "P-01"},
        "disetujui": "Ya",
        "catatan_persetujuan": "",
        "berubah_sesudah": "",
        "dibuka_pada": "",
        "di_ujung": False,
        "sebelum": {
            "jangka_waktu": "3 tahun",
            "dasar_hukum": "Pasal 17 huruf i Undang-Undang Nomor 14 Tahun 2008",
            "akhir_pengecualian": "2 Januari 2029",
            "konsekuensi_bila_dibuka": "Peserta mengetahui nilai peserta lain",
            "manfaat_bila_ditutup": "Asesor menilai tanpa tekanan",
        },
        **values,
    }


def make_uji(number: int, *, ada: bool) -> dict[str, object]:
    """Return the latest test of a row, or that there is none."""
    if not ada:
        keys = (
            "id",
            "tanggal",
            "saat",
            "hasil",
            "pertimbangan",
            "jangka_waktu",
            "putaran",
            "tempat",
            "peserta",
            "oleh",
        )
        return {"ada": False, "nomor": "belum diuji", **dict.fromkeys(keys, "")}
    return {
        "ada": True,
        "id": f"UJI-2026-{number:04}",
        "nomor": f"UJI-2026-{number:04}",
        "tanggal": "24 September 2026",
        "saat": "Sebelum permohonan",
        "hasil": "Ditutup sebagian",
        "pertimbangan": "Kepentingan umum dilindungi dengan mengumumkan rata-rata nilai tanpa nama",
        "jangka_waktu": "5 tahun",
        "putaran": "1",
        "tempat": "Ruang Rapat Contoh",
        "peserta": "P-01, P-02",
        "oleh": "P-01 (PPID)",
    }


def people(count: int) -> list[dict[str, object]]:
    """Return officers numbered through."""
    chosen = [TIM[number % len(TIM)] for number in range(count)]
    return [
        {"nomor": n, "nama": nama, "jabatan": jabatan, "unit": unit}
        for n, (nama, jabatan, unit) in enumerate(chosen, 1)
    ]


def without_act() -> dict[str, object]:
    """Return what a context holds when nothing has been done yet and nobody is known."""
    words = f"hari ini, {DOTS}, tanggal {DOTS} bulan {DOTS} tahun {DOTS}"
    unknown = (
        "tanggal",
        "hari",
        "pukul_mulai",
        "pukul_selesai",
        "tempat",
        "oleh_nama",
        "oleh_jabatan",
        "kegiatan",
    )
    empty = ("id", "keputusan", "sebagai", "catatan", "bukti")
    signer = {"jabatan": [f"{DOTS},"], "tanda": "", "jangkar": "", "nama": DOTS, "pangkat": "", "nip": ""}
    langkah = {**dict.fromkeys(unknown, DOTS), **dict.fromkeys(empty, ""), "ada": False, "terbilang": words}
    return {
        "langkah": {**langkah, "peserta": []},
        "tim": [],
        "surat": _surat(nomor=DOTS, nomor_tahun=f"{DOTS} TAHUN 2026", tanggal=f"{DOTS} 2026"),
        "ttd": signer,
        "ttd_kedua": signer,
    }


def counted(number: int) -> str:
    """Return a count in figures and words."""
    return f"{number} ({WORDS.get(number, 'nol')})"


def _surat(**values: str) -> dict[str, str]:
    head = {
        "nomor": "000.8/0012/CONTOH",
        "nomor_tahun": "000.8/0012/CONTOH TAHUN 2026",
        "tanggal": "24 September 2026",
        "sifat": "Biasa",
        "id": "SR-2026-0001",
    }
    addressee = {"tujuan": "Daftar undangan terlampir", "tempat_tujuan": "Tempat", "batas": DOTS}
    return {**head, **addressee, "lampiran": "1 (satu) berkas", "hal": "Rapat Uji Konsekuensi", **values}


def _act() -> dict[str, object]:
    return {
        "langkah": {
            "ada": True,
            "id": "LK-2026-0001",
            "kegiatan": "Uji konsekuensi",
            "keputusan": "Dicatat",
            "tanggal": "24 September 2026",
            "hari": "Kamis",
            "terbilang": TERBILANG,
            "pukul_mulai": "09.00",
            "pukul_selesai": "12.00",
            "tempat": "Ruang Rapat Badan Kepegawaian Daerah",
            "oleh_nama": TIM[0][0],
            "oleh_jabatan": TIM[0][1],
            "sebagai": "Ketua PPID",
            "catatan": "Dua informasi diperbaiki rumusannya",
            "bukti": "",
            "peserta": people(4),
        },
        "tim": people(4),
        "surat": _surat(),
        "hari_ini": {"tanggal": "24 September 2026", "hari": "Kamis", "terbilang": TERBILANG},
        "tembusan": ["Gubernur Contoh (sebagai laporan);", "Arsip."],
        "alasan": ["Jangka waktunya berakhir;", "akibatnya tidak ada lagi."],
        "berkas": [],
        "bukti": {
            "keadaan": "",
            "verdict": False,
            "kurang": [],
            "galat": [],
            "versi": [],
            "tindakan": [],
            "tindakan_lain": "",
            "kutipan": [],
            "pembukaan": [],
            "surat": [],
        },
    }


def _office() -> dict[str, object]:
    logo: Path | str = ""
    return {
        "nama_pemerintah": "PEMERINTAH PROVINSI CONTOH",
        "nama_badan": "BADAN KEPEGAWAIAN DAERAH",
        "nama_badan_biasa": "Badan Kepegawaian Daerah",
        "alamat": "Jalan Contoh Nomor 1, Kota Contoh 99999",
        "kontak": "Telepon (0000) 000000, pos-el ppid@contoh.example",
        "tempat": "Kota Contoh",
        "tahun": "2026",
        "tanda_naskah": "",
        "zona_waktu": "WIB",
        "logo": logo,
        "saksi": {"kode": " ".join(["63d2"] * 16), "baris": "12", "qr": ""},
        "saksi_qr": "",
        "konsep": True,
        "penetapan": {
            "judul": ["PENETAPAN", "PEJABAT PENGELOLA INFORMASI DAN DOKUMENTASI", "BADAN KEPEGAWAIAN DAERAH"],
            "sebutan": "Penetapan Pejabat Pengelola Informasi dan Dokumentasi",
            "singkat": "Penetapan PPID",
            "jenis": "Penetapan",
        },
        "kode_jenis": "lembar-uji",
        "judul_jenis": "Lembar pengujian konsekuensi",
        "rekap": {
            "berkas": "rekap-contoh-2026.xlsx",
            "sidik": "5f2c9ab01d7e",
            "tanggal": "23 September 2026",
        },
        "properti": {"judul": "Uji", "penyusun": "Badan Contoh", "waktu": datetime(2026, 9, 23, 9, 30)},
        "sop": {
            "kode": "contoh",
            "nomor": "000/00/Contoh",
            "nama": "Pendokumentasian Informasi",
            "instansi": "Badan",
        },
    }

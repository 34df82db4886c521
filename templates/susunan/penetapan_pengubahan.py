"""Penetapan PPID tentang pengubahan klasifikasi, the form of Lampiran V PerKI 1/2021.

Head, MENIMBANG, MENGINGAT and PERTAMA are those of the form (keputusan.py says what is mended in it); "Pengeculian"
in MEMPERHATIKAN 1 is spelt right. Number and year of the changed Penetapan are written in by hand. Ours: the lembar
uji are named per informasi in the lampiran; MEMPERHATIKAN 4; KETIGA. The form keeps the information excluded on
another ground; what is opened needs another document.
"""

from __future__ import annotations

from typing import Any

from susunan.headed import ABOVE, LEFT
from susunan.keputusan import MENGINGAT, annex, decision, grouped_list
from susunan.page import write
from susunan.penetapan import COUNT
from susunan.sheets import signed

EARLIER = "Nomor .................... Tahun ........"
ABOUT = (
    "PENGUBAHAN KLASIFIKASI INFORMASI YANG DIKECUALIKAN",
    "TERHADAP PENETAPAN PPID " + EARLIER.upper(),
    "TENTANG KLASIFIKASI INFORMASI YANG DIKECUALIKAN",
)
MENIMBANG = (
    "bahwa Informasi Publik bersifat terbuka dan dapat diakses oleh setiap Pengguna Informasi Publik;",
    "bahwa Informasi Publik yang Dikecualikan bersifat ketat dan terbatas;",
    "bahwa terhadap Informasi yang Dikecualikan berdasarkan Penetapan Pejabat Pengelola Informasi dan Dokumentasi "
    f"{EARLIER}, dasar hukum atas dikecualikannya informasi tertentu perlu dilakukan pengubahan;",
    "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, huruf b, dan huruf c maka perlu ditetapkan "
    "{{ penetapan.jenis }} Pengubahan Klasifikasi Informasi yang Dikecualikan;",
)
MEMPERHATIKAN = (
    f"Penetapan PPID {EARLIER} tentang Pengecualian Informasi;",
    f"Lembar Pengujian Konsekuensi {EARLIER};",
    "Lembar Pengujian Konsekuensi atas Pengubahan Klasifikasi Informasi yang Dikecualikan yang nomor dan tanggalnya "
    "tercantum dalam Lampiran;",
    "Persetujuan pimpinan Badan Publik yang tanggalnya tercantum dalam Lampiran;",
)
PERTAMA = "Informasi sebagaimana disebutkan pada Lampiran ini merupakan Informasi yang Dikecualikan."
KEDUA = (
    "Lembar Pengujian Konsekuensi atas Pengubahan Klasifikasi Informasi yang Dikecualikan yang tercantum dalam "
    "Lampiran merupakan bagian tidak terpisahkan dari {{ penetapan.jenis }} ini."
)
KETIGA = "{{ penetapan.jenis }} ini mulai berlaku pada tanggal ditetapkan."
HEADS = (
    (
        "No", "Informasi yang Dikecualikan", "Dasar Hukum Pengecualian", LEFT, "Pertimbangan Pengubahan",
        "Jangka Waktu", LEFT, "Lembar Uji dan Persetujuan",
    ),
    (ABOVE, ABOVE, "Semula", "Pengubahan", "Ditutup", "Semula", "Pengubahan", ABOVE),
)  # fmt: skip
WIDTHS_CM = (1.0, 4.8, 4.0, 4.0, 0, 2.9, 3.0, 3.0)
ROW = (
    "{{ baris.nomor }}",
    "{{ baris.judul_informasi }}",
    "{{ baris.sebelum.dasar_hukum }}",
    "{{ baris.dasar_hukum }}",
    "{{ baris.manfaat_bila_ditutup }}",
    "{{ baris.sebelum.jangka_waktu }}",
    "{{ baris.jangka_waktu }}",
    "{{ baris.uji.nomor }}",
)
BELOW = (
    (1, "Bagian yang ditutup: {{ baris.bagian_yang_ditutup }}", "baris.bagian_yang_ditutup"),
    (4, "Bila dibuka: {{ baris.konsekuensi_bila_dibuka }}", ""),
    (5, "Berakhir {{ baris.sebelum.akhir_pengecualian }}", "baris.sebelum.akhir_pengecualian"),
    (6, "Mulai {{ baris.terhitung_mulai }}", "baris.terhitung_mulai"),
    (6, "Berakhir {{ baris.akhir_pengecualian }}", "baris.akhir_pengecualian"),
    (7, "{{ baris.uji.tanggal }}", "baris.uji.tanggal"),
    (7, "Disetujui {{ baris.putusan.tanggal }}", "baris.putusan.tanggal"),
)


def build() -> Any:
    """Return the template document."""
    grounds = (
        ("MENIMBANG", MENIMBANG, "a"),
        ("MENGINGAT", MENGINGAT, "1"),
        ("MEMPERHATIKAN", MEMPERHATIKAN, "1"),
    )
    orders = (
        ("MENETAPKAN", [" ".join(ABOUT) + "."], ""),
        ("PERTAMA", [PERTAMA], ""),
        ("KEDUA", [KEDUA], ""),
        ("KETIGA", [KETIGA], ""),
    )
    document, _ = decision("Penetapan Pengubahan Klasifikasi", ABOUT, grounds, orders)
    section = annex(
        document, ("INFORMASI YANG DIUBAH KLASIFIKASINYA", "{{ nama_badan }}", "TAHUN {{ tahun }}")
    )
    grouped_list(document, section, WIDTHS_CM, HEADS, ROW, BELOW)
    write(document.add_paragraph(), "Catatan Tabel", COUNT)
    signed(document, section, "ttd")
    return document

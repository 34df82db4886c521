"""Penetapan PPID tentang klasifikasi informasi yang dikecualikan, the form of Lampiran III PerKI 1/2021.

Head, MENIMBANG, MENGINGAT and PERTAMA are those of the form (keputusan.py says what is mended in it). Ours: the
lembar uji are named per informasi in the lampiran, since there may be several; MEMPERHATIKAN 2 and 3; KETIGA. The
lampiran holds what Pasal 4 ayat (2) PP 61/2010 and Pasal 49 ayat (5) and (6) PerKI 1/2021 ask for.
"""

from __future__ import annotations

from typing import Any

from susunan.headed import ABOVE, LEFT
from susunan.keputusan import MENGINGAT, annex, decision, grouped_list
from susunan.page import write
from susunan.sheets import signed
from susunan.tables import (
    CHANGED,
)

ABOUT = "KLASIFIKASI INFORMASI YANG DIKECUALIKAN"
MENIMBANG = (
    "bahwa Informasi Publik bersifat terbuka dan dapat diakses oleh setiap Pengguna Informasi Publik;",
    "bahwa Informasi Publik yang Dikecualikan bersifat ketat dan terbatas;",
    "bahwa untuk memenuhi hak setiap Pemohon Informasi Publik badan publik wajib membuat pertimbangan tertulis atas "
    "setiap kebijakan yang diambil;",
    "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, huruf b, dan huruf c maka perlu menetapkan "
    "{{ penetapan.sebutan }} tentang Klasifikasi Informasi yang Dikecualikan;",
)
MEMPERHATIKAN = (
    "Lembar Pengujian Konsekuensi yang nomor dan tanggalnya tercantum dalam Lampiran;",
    "Persetujuan pimpinan Badan Publik yang tanggalnya tercantum dalam Lampiran;",
    "Standar Operasional Prosedur Nomor {{ sop.nomor }} tentang {{ sop.nama }};",
)
PERTAMA = "Informasi sebagaimana disebutkan pada Lampiran ini merupakan Informasi yang Dikecualikan."
KEDUA = (
    "Lembar Pengujian Konsekuensi yang tercantum dalam Lampiran merupakan bagian tidak terpisahkan dari "
    "{{ penetapan.jenis }} ini."
)
KETIGA = "{{ penetapan.jenis }} ini mulai berlaku pada tanggal ditetapkan."
HEADS = (
    (
        "No", "Informasi", "Dasar Hukum Pengecualian Informasi",
        "Konsekuensi/Pertimbangan Bagi Publik", LEFT, "Jangka Waktu", "Lembar Uji dan Persetujuan",
    ),
    (ABOVE, ABOVE, ABOVE, "Dibuka", "Ditutup", ABOVE, ABOVE),
)  # fmt: skip
WIDTHS_CM = (1.0, 5.5, 5.5, 4.5, 0, 3.6, 3.6)
ROW = (
    "{{ baris.nomor }}",
    "{{ baris.judul_informasi }}",
    "{{ baris.dasar_hukum }}",
    "{{ baris.konsekuensi_bila_dibuka }}",
    "{{ baris.manfaat_bila_ditutup }}",
    "{{ baris.jangka_waktu }}",
    "{{ baris.uji.nomor }}",
)
BELOW = (
    (1, "{{ baris.ringkasan_isi }}", "baris.ringkasan_isi"),
    (1, "Bagian yang ditutup: {{ baris.bagian_yang_ditutup }}", "baris.bagian_yang_ditutup"),
    (5, "Mulai {{ baris.terhitung_mulai }}", "baris.terhitung_mulai"),
    (5, "Berakhir {{ baris.akhir_pengecualian }}", "baris.akhir_pengecualian"),
    (6, "{{ baris.uji.tanggal }}", "baris.uji.tanggal"),
    (6, "Disetujui {{ baris.putusan.tanggal }}", "baris.putusan.tanggal"),
)
COUNT = "Jumlah: {{ jumlah }} informasi dari {{ jumlah_unit }} unit." + CHANGED


def build() -> Any:
    """Return the template document."""
    grounds = (
        ("MENIMBANG", MENIMBANG, "a"),
        ("MENGINGAT", MENGINGAT, "1"),
        ("MEMPERHATIKAN", MEMPERHATIKAN, "1"),
    )
    orders = (
        ("MENETAPKAN", [f"{ABOUT}."], ""),
        ("PERTAMA", [PERTAMA], ""),
        ("KEDUA", [KEDUA], ""),
        ("KETIGA", [KETIGA], ""),
    )
    document, _ = decision("Penetapan Klasifikasi Informasi yang Dikecualikan", [ABOUT], grounds, orders)
    section = annex(document, ("INFORMASI YANG DIKECUALIKAN", "{{ nama_badan }}", "TAHUN {{ tahun }}"))
    grouped_list(document, section, WIDTHS_CM, HEADS, ROW, BELOW)
    write(document.add_paragraph(), "Catatan Tabel", COUNT)
    signed(document, section, "ttd")
    return document

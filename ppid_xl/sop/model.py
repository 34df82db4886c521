"""An SOP as frozen values; fields are spelt as in ``sop/<kode>.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.model import Tingkat

CARA = ("perintah", "pernyataan")
PERINTAH = (  # what does a kegiatan; ``ppid surat`` may name the kind of letter behind it
    "ppid impor", "ppid periksa", "ppid terima-usulan", "ppid surat", "ppid uji", "ppid ajukan", "ppid setujui",
    "ppid kembalikan", "ppid buka", "ppid perpanjang", "ppid berkas masuk", "ppid brankas simpan", "ppid agenda",
    "ppid terima-ttd", "ppid tandatangani", "ppid arsip simpan", "ppid terbit", "ppid kirim", "ppid pantau",
    "ppid rekapitulasi", "ppid langkah",
)  # fmt: skip
KEADAAN = (
    "usulan", "menunggu uji", "diuji", "diajukan", "disetujui", "menunggu tanda tangan", "sah", "dibuka",
    "diperpanjang", "tersimpan", "terklasifikasi", "terkirim", "belum terbit", "terbit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DasarHukumSop:
    """One printed line of Dasar Hukum; ``peraturan`` is its code in ``data/peraturan.toml``, if any."""

    teks: str
    peraturan: str = ""


@dataclass(frozen=True, slots=True)
class Kegiatan:
    """One line of the flow table; ``tafsir`` says that who performs it was read into a lost diagram.

    ``keadaan`` is the state of KEADAAN that an informasi reaches by it, if any.
    """

    nomor: int
    uraian: str
    waktu: str
    pelaksana: tuple[str, ...]
    cara: str
    perintah: str
    bukti: str
    kelengkapan: str = ""
    output: str = ""
    keterangan: str = ""
    tafsir: bool = False
    percabangan: str = ""
    keadaan: str = ""


@dataclass(frozen=True, slots=True)
class Persetujuan:
    """One level of approval, lowest first: who says yes or no, in which kegiatan.

    ``sesudah_uji`` says that the SOP's own words (``kutipan``) put the consequence test before it.
    """

    peran: str
    kegiatan: int
    sesudah_uji: bool = False
    kutipan: str = ""
    tafsir: str = ""


@dataclass(frozen=True, slots=True)
class Keadaan:
    """Where rows of both kinds enter and end under this SOP, and which letters, when signed, make an exclusion sah.

    Each is a state of KEADAAN; the chain between is the law's. ``kutipan`` or ``tafsir`` says why they differ.
    """

    masuk: str = "menunggu uji"
    akhir: str = "sah"
    masuk_publik: str = "belum terbit"
    akhir_publik: str = "terbit"
    surat: tuple[str, ...] = ("penetapan", "persetujuan")
    kutipan: str = ""
    tafsir: str = ""

    def states(self) -> dict[str, str]:
        """Return the four states by key."""
        return {key: getattr(self, key) for key in ("masuk", "akhir", "masuk_publik", "akhir_publik")}


@dataclass(frozen=True, slots=True)
class Pembukaan:
    """Whose approval the SOP's own words (``kutipan``) ask for before an exclusion is opened ahead of its end.

    ``setara`` are other roles in tblPejabat of the one whom those words name.
    """

    kegiatan: int
    peran: str
    kutipan: str
    setara: tuple[str, ...] = ()

    def names(self, peran: str) -> bool:
        """Say whether an officer of this role is the one whose approval is asked for."""
        return normalise(peran) in map(normalise, (self.peran, *self.setara))


@dataclass(frozen=True, slots=True)
class Penyimpanan:
    """Within how many hari kerja after approval the softcopy and hardcopy must be in their place.

    ``kutipan`` proves the number; ``tafsir`` says from when it was read to count.
    """

    kegiatan: int
    hari_kerja: int
    kutipan: str
    tafsir: str = ""


@dataclass(frozen=True, slots=True)
class Aturan:
    """One rule drawn from the SOP: proved by ``kutipan``, or a reading (``tafsir``) that never blocks."""

    kode: str
    kegiatan: int
    kata: str
    kolom: tuple[str, ...]
    tingkat: Tingkat
    bila: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pilihan: tuple[str, ...] = ()
    sesudah: str = ""
    hari_kerja: int = 0
    bulan: int = 0
    kata_minimal: int = 0
    frasa: tuple[str, ...] = ()
    kecuali: tuple[str, ...] = ()
    di_awal: bool = False
    kutipan: str = ""
    tafsir: str = ""

    def as_table(self) -> dict[str, object]:
        """Return the rule as the TOML table it was read from, without the keys that are empty."""
        return {spec.name: value for spec in fields(self) if (value := getattr(self, spec.name))}


@dataclass(frozen=True, slots=True)
class Sop:
    """One procedure of one office: what its pages print, and the rules drawn from them.

    ``badan_lain`` are bodies that its pages name in the place of its own office; ``tujuan`` the roles that a kind of
    letter goes to, by its code, and ``penanda_tangan`` those that sign it; ``setara`` the office's own roles that do
    the work of a usual one, such as PPID.
    """

    kode: str
    path: Path
    nomor: str
    nama: str
    instansi: str
    disahkan_oleh: str
    sumber: str
    pelaksana: tuple[str, ...]
    kegiatan: tuple[Kegiatan, ...]
    unit: str = ""
    tanggal_pembuatan: str = ""
    tanggal_revisi: str = ""
    tanggal_efektif: str = ""
    tanggal_pengesahan: str = ""
    berlaku: date | None = None
    ditinjau: str = ""
    dasar_hukum: tuple[DasarHukumSop, ...] = ()
    kualifikasi_pelaksana: tuple[str, ...] = ()
    keterkaitan: tuple[str, ...] = ()
    peralatan: tuple[str, ...] = ()
    peringatan: tuple[str, ...] = ()
    pencatatan: tuple[str, ...] = ()
    catatan_sumber: tuple[str, ...] = ()
    badan_lain: tuple[str, ...] = ()
    tersembunyi: tuple[str, ...] = ()
    aturan: tuple[Aturan, ...] = ()
    persetujuan: tuple[Persetujuan, ...] = ()
    pembukaan: Pembukaan | None = None
    penyimpanan: Penyimpanan | None = None
    keadaan: Keadaan = Keadaan()
    tujuan: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    penanda_tangan: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    setara: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def source_path(self) -> Path:
        """The file with the SOP's own text, beside the TOML."""
        return self.path.parent / self.sumber

    def own_roles(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Return usual roles, each followed by the office's own that do its work (``setara``)."""
        return tuple(dict.fromkeys(one for role in roles for one in (role, *self.setara.get(role, ()))))

    def rule_tables(self) -> list[dict[str, object]]:
        """Return each rule as a table, with ``sumber`` naming the SOP and the kegiatan it comes from."""
        return [
            {**rule.as_table(), "sumber": f"SOP {self.nomor} kegiatan {rule.kegiatan}"}
            for rule in self.aturan
        ]

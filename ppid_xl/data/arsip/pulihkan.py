"""Pulihkan satu versi dari arsip ini. Perlu Python 3 saja: python pulihkan.py OBJEK VERSI FOLDER-TUJUAN

Contoh: python pulihkan.py rekap-2026 v3 ../hasil    Tanpa keterangan apa pun: daftar objek dan versinya.
"""

import hashlib
import json
import pathlib
import sys

ocfl = pathlib.Path(__file__).resolve().parent / "ocfl"
if len(sys.argv) != 4:
    for inventory in sorted(ocfl.glob("*/inventory.json")):
        for name, version in json.loads(inventory.read_text(encoding="utf-8"))["versions"].items():
            print(inventory.parent.name, name, version["created"], version["message"], sep="\t")
    sys.exit(0 if len(sys.argv) == 1 else __doc__)
objek, versi, tujuan = ocfl / sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).resolve()
inventory = json.loads((objek / versi / "inventory.json").read_text(encoding="utf-8"))
for digest, names in inventory["versions"][versi]["state"].items():
    content = (objek / inventory["manifest"][digest][0]).read_bytes()
    if hashlib.sha512(content).hexdigest() != digest:
        sys.exit(f"Rusak: {names[0]} tidak sama dengan yang diarsipkan. Ambil dari salinan arsip yang lain.")
    for name in names:
        target = (tujuan / name).resolve()
        if tujuan not in target.parents or target.exists():
            sys.exit(f"Berhenti: {target} sudah ada, atau di luar folder tujuan. Pilih folder kosong.")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        print(target)

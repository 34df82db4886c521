"""Pulihkan satu versi dari arsip ini. Perlu Python 3 saja: python pulihkan.py buku-rekap v3 ../hasil"""

import hashlib
import json
import pathlib
import sys

sys.excepthook = lambda _, error, __: print("Arsip atau folder tujuan bermasalah:", error, file=sys.stderr)
ocfl, (name, version) = pathlib.Path(__file__).resolve().parent / "ocfl", [*sys.argv[1:], "", ""][:2]
found = {path.parts[-3:-1]: path for path in ocfl.glob("*/v*/inventory.json")}
if len(sys.argv) != 4 or (name, version) not in found:
    for name, version in sorted(found, key=lambda pair: (pair[0], len(pair[1]), pair[1])):
        block = json.loads(found[name, version].read_text(encoding="utf-8"))["versions"][version]
        print(name, version, block["created"], block["message"], sep="\t")
    sys.exit("Sebut objek dan versi yang ada di daftar ini, lalu folder tujuan." if sys.argv[1:] else 0)
target, inventory = pathlib.Path(sys.argv[3]).resolve(), json.loads(found[name, version].read_bytes())
files: dict[pathlib.Path, bytes] = {}
for digest, names in inventory["versions"][version]["state"].items():
    source = ocfl / name / inventory["manifest"][digest][0]
    content = source.read_bytes() if source.is_file() else b""
    if hashlib.sha512(content).hexdigest() != digest:
        sys.exit(f"Rusak: {names[0]} ({source}). Ambil dari salinan arsip yang lain.")
    files |= {(target / path).resolve(): content for path in names}
if taken := [path for path in files if target not in path.parents or path.exists()]:
    sys.exit(f"Berhenti: {taken[0]} sudah ada, atau di luar folder tujuan. Pilih folder kosong.")
for path, content in files.items():
    path.parent.mkdir(parents=True, exist_ok=True)
    print(path, path.write_bytes(content), "byte")

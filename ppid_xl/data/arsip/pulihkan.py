# Pulihkan satu versi dari arsip ini. Perlu Python 3 saja: python pulihkan.py buku-rekap v3 ../hasil
import hashlib
import json
import sys
from pathlib import Path

sys.excepthook = lambda _, error, __: print("Bukan objek dan versi yang utuh:", error, file=sys.stderr)
ocfl = Path(__file__).resolve().parent / "ocfl"
if len(sys.argv) != 4 or Path(sys.argv[3]).exists():
    print("\n".join(sorted(" ".join(file.parts[-3:-1]) for file in ocfl.glob("*/v*/inventory.json"))))
    sys.exit("Sebut objek dan versi dari daftar ini, lalu folder tujuan yang belum ada.")
name, version, target = sys.argv[1:]
inventory = json.loads((ocfl / name / version / "inventory.json").read_bytes())
state = inventory["versions"][version]["state"]
contents = {key: (ocfl / name / inventory["manifest"][key][0]).read_bytes() for key in state}
if broken := [state[key] for key in state if hashlib.sha512(contents[key]).hexdigest() != key]:
    sys.exit(f"Rusak: {broken[0][0]}. Ambil dari salinan arsip yang lain.")
for path, content in {Path(target, place): contents[key] for key in state for place in state[key]}.items():
    path.parent.mkdir(parents=True, exist_ok=True)
    print(ascii(str(path)), path.write_bytes(content), "byte")

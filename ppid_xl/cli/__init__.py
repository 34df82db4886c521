"""The door of the terminal: words in, exit codes out; the only place besides the ribbon that shows an error."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.errors import EXIT_FINE, HostError, PpidXlError

if TYPE_CHECKING:
    from ppid_xl.hosts import LiveHost


def main(words: Sequence[str] | None = None, host: LiveHost | None = None) -> int:
    """Run one command and return its exit code; every error becomes one sentence on the error stream.

    ``host`` is the open workbook that a button works in; without it the workbook is a closed file.
    """
    gc.set_threshold(200_000, 20, 20)  # a short-lived process gains a third of its time by collecting rarely
    atexit.register(gc.freeze)  # and a tenth by leaving what is there at its end unsearched
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return _run(sys.argv[1:] if words is None else list(words), host)
    except PpidXlError as error:
        return _refuse(error)
    except KeyboardInterrupt:
        print("Dihentikan.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FINE
    except OSError as error:
        return _refuse(_as_host_error(error))


def _run(words: Sequence[str], host: LiveHost | None = None) -> int:
    from ppid_xl.cli.groups import commands_for
    from ppid_xl.cli.parser import build_parser

    parser = build_parser(commands_for(words))
    options = parser.parse_args(words)
    if options.show_version:
        from ppid_xl.version import VERSION

        print(f"ppid_xl {VERSION}")
        return EXIT_FINE
    if not options.perintah:
        parser.print_help()
        return EXIT_FINE
    options.host = host
    code = int(options.run(options))
    if host is None:
        _tell_open_books(vars(options).values())
    return code


def _tell_open_books(values: Iterable[object]) -> None:
    """Say on the error stream which workbooks named are open elsewhere; a command that writes was refused."""
    paths = [path for value in values for path in (value if isinstance(value, list) else [value])]
    for path in paths:
        if not isinstance(path, Path) or not path.suffix.lower().startswith(".xls") or not path.is_file():
            continue
        from ppid_xl.ooxml.gate import find_lock
        from ppid_xl.plain_text import visible

        if holder := find_lock(path):
            words = f"Catatan: {path.name} sedang dibuka {holder}; yang belum disimpan di sana tidak ikut."
            print(visible(words), file=sys.stderr)


def _refuse(error: PpidXlError) -> int:
    from ppid_xl.messages import sentence

    print(sentence(error), file=sys.stderr)
    return error.exit_code


def _as_host_error(error: OSError) -> HostError:
    kinds = {
        errno.ENOSPC: "disk-penuh",
        errno.EEXIST: "nama-terpakai",
        errno.ENOTDIR: "nama-terpakai",
        errno.EACCES: "tidak-boleh-ditulis",
        errno.EPERM: "tidak-boleh-ditulis",
        errno.EROFS: "tidak-boleh-ditulis",
        errno.EISDIR: "berupa-folder",
        errno.ENOENT: "tempat-tidak-ada",
    }
    from ppid_xl.system_reasons import reason_of

    place = error.filename2 or error.filename or "hasil"
    return HostError(kinds.get(error.errno or 0, "sistem-menolak"), berkas=place, alasan=reason_of(error))


if __name__ == "__main__":
    sys.exit(main())

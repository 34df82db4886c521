"""What every act of the brankas needs: the archive's folder, the officer in whose name, and the keys in files."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import account, open_host
from ppid_xl.cli.parser import say
from ppid_xl.cli.sandi import ask_passphrase
from ppid_xl.plain_file import read_plain

if TYPE_CHECKING:
    from ppid_xl.brankas.keys import OpenKey
    from ppid_xl.workflow.arsip.simpan import Person
    from ppid_xl.workflow.brankas.penerima import Brankas

LARGEST = 1 << 20  # of a file that is said to hold a key


def brankas_folder(options: Namespace) -> Path:
    """Return the folder of the archive that the brankas lies in."""
    from ppid_xl.workflow.ground.archived_counters import arsip_folder

    return arsip_folder(open_host(options).snapshot(), options.buku, options.arsip)


def brankas_person(options: Namespace) -> Person:
    """Return the account at the keyboard and the officer in whose name; raise InputError for an unknown one."""
    from ppid_xl.workflow.arsip.simpan import Person
    from ppid_xl.workflow.ground.tindakan import find_pejabat

    officer = find_pejabat(open_host(options).snapshot(), options.oleh)
    return Person(account(), officer.text("kode"))


def ask_key(options: Namespace, path: Path) -> OpenKey:
    """Return the secret key in a file, its passphrase asked; warn of one without."""
    from ppid_xl.brankas.keys import is_protected, open_key

    content = read_plain(path, LARGEST)
    if is_protected(content):
        return open_key(content, ask_passphrase(options, f"Kata sandi {path.name}: "), path.name)
    key = open_key(content, "", path.name)
    say(
        f"PERHATIAN: {path.name} tidak berkata sandi; siapa pun yang memegang berkas itu dapat membuka brankas."
    )
    return key


def read_public_key(path: Path) -> str:
    """Return the public key in a file."""
    from ppid_xl.brankas.keys import read_public

    return read_public(read_plain(path, LARGEST), path.name)


def show_state(brankas: Brankas) -> None:
    """Print whether the brankas is on, or what it lacks."""
    from ppid_xl.workflow.brankas.penerima import state_words

    say(f"Brankas {state_words(brankas)}.")

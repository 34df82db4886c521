"""A PDF to be signed is read within bounds: one sentence for what is too large, and nothing is touched."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from kantor_arsip import PPID

from ppid_xl.errors import PpidXlError
from ppid_xl.hosts.file import FileHost
from ppid_xl.messages import sentence
from ppid_xl.model import AppendRows
from ppid_xl.scan import LARGEST
from ppid_xl.workflow.tanda_tangan.tandatangan import ready_letters


def refused(host: FileHost, now: datetime, path: Path) -> PpidXlError:
    host.apply([AppendRows("tblPejabat", [PPID])])
    before = host.path.read_bytes()
    with pytest.raises(PpidXlError) as refusal:
        ready_letters(host.snapshot(), now, [path], "PPID")
    assert host.path.read_bytes() == before
    return refusal.value


def test_a_pdf_that_is_too_large_is_one_sentence(host: FileHost, now: datetime, tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(b"%PDF-1.7")
    os.truncate(path, LARGEST + 1)
    reason = refused(host, now, path)
    assert reason.exit_code == 6
    assert sentence(reason).startswith("Berkas surat.pdf lebih besar dari 200 MB.")


def test_an_empty_file_is_no_pdf(host: FileHost, now: datetime, tmp_path: Path) -> None:
    (tmp_path / "surat.pdf").touch()
    assert refused(host, now, tmp_path / "surat.pdf").exit_code == 6


def test_a_pdf_that_is_not_there_is_named(host: FileHost, now: datetime, tmp_path: Path) -> None:
    assert refused(host, now, tmp_path / "surat.pdf").kode == "berkas-tidak-ada"

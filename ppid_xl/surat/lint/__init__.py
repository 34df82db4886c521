"""Find what is wrong with a Word template before a letter is made from it; every fault says where it stands."""

from ppid_xl.surat.lint.check import lint_template
from ppid_xl.surat.lint.fault import CATATAN, GALAT, PERINGATAN, Fault

__all__ = ["CATATAN", "GALAT", "PERINGATAN", "Fault", "lint_template"]

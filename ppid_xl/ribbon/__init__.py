"""The door of the ribbon: a button is a command line, run in the open workbook after its questions are answered."""

from ppid_xl.ribbon.door import run_button
from ppid_xl.ribbon.process import main

__all__ = ["main", "run_button"]

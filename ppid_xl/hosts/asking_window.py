"""A small window of the operating system, for what a spreadsheet program has no box for: a secret, above all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ppid_xl.errors import HostError
from ppid_xl.hosts import FileKind

DOT = "\u2022"


def ask_line(title: str, question: str, default: str = "", *, masked: bool = False) -> str | None:
    """Return what is typed, or None when the window is closed; ``masked`` shows a dot for each letter.

    Raises HostError when this Python has no windows or nobody sits at a screen.
    """
    window = _window(title)
    import tkinter  # here it is known to be there

    answers: list[str] = []
    entry = tkinter.Entry(window, width=48, show=DOT if masked else "")
    entry.insert(0, default)

    def take(_: object = None) -> None:
        answers.append(entry.get())
        window.destroy()

    tkinter.Label(window, text=question, wraplength=420, justify="left").pack(padx=16, pady=(14, 6))
    entry.pack(padx=16, pady=6)
    row = tkinter.Frame(window)
    row.pack(pady=(4, 14))
    tkinter.Button(row, text="OK", width=10, command=take).pack(side="left", padx=6)
    tkinter.Button(row, text="Batal", width=10, command=window.destroy).pack(side="left", padx=6)
    window.bind("<Return>", take)
    window.bind("<Escape>", lambda _: window.destroy())
    entry.focus_force()
    window.mainloop()
    return answers[0] if answers else None


def ask_place(question: str, kind: FileKind) -> tuple[Path, ...] | None:
    """Return the chosen files or folder, or None when the window is closed; raise HostError without windows."""
    window = _window(question)
    from tkinter import filedialog

    window.withdraw()
    try:
        if kind == "folder":
            chosen: Any = filedialog.askdirectory(parent=window, title=question)
        elif kind == "berkas":
            chosen = filedialog.askopenfilename(parent=window, title=question)
        else:
            chosen = filedialog.askopenfilenames(parent=window, title=question)
    finally:
        window.destroy()
    places = [chosen] if isinstance(chosen, str) else list(chosen)
    return tuple(Path(place) for place in places if place) or None


def _window(title: str) -> Any:
    try:
        import tkinter

        window = tkinter.Tk()
    except ImportError:
        raise HostError("jendela-tidak-ada", alasan="Python ini dipasang tanpa tkinter") from None
    except Exception as reason:  # TclError, which is known only once tkinter is there
        raise HostError("jendela-tidak-ada", alasan=reason) from None
    window.title(title)
    window.resizable(False, False)
    window.attributes("-topmost", True)
    return window

"""What Word writes into a file unasked, about the people and computers it passed: left out of what we make."""

from __future__ import annotations

_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PROPERTIES = b"http://schemas.openxmlformats.org/officeDocument/2006/"
# Company, manager and template's path; free properties; accounts of those who commented.
_BLANK = {
    "docprops/app.xml": b'<Properties xmlns="%sextended-properties"><Application>ppid_xl</Application></Properties>'
    % _PROPERTIES,
    "docprops/custom.xml": b'<Properties xmlns="%scustom-properties"/>' % _PROPERTIES,
    "word/people.xml": b'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>',
}


def without_traces(name: str, content: bytes) -> bytes:
    """Return a part of a Word file, emptied where it is one of those that tell of accounts and computers."""
    blank = _BLANK.get(name.lower())
    return content if blank is None else _HEAD + blank

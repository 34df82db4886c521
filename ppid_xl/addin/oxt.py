"""The extension for LibreOffice Calc as bytes: the same buttons and sources always give the same file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from ppid_xl.addin.calc_toolbar import SERVICE, TITLE, addons_xcu, calc_window_state_xcu
from ppid_xl.bawaan import macros_dir
from ppid_xl.buttons import Buttons
from ppid_xl.version import VERSION

IDENTIFIER = "id.ppid.xl"
COMPONENT = "ppid_tombol.py"
FOLDER = "python"  # LibreOffice adds a folder `pythonpath` beside a component to what it can import
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CONFIGURATION = "application/vnd.sun.star.configuration-data"
_COMPONENTS = "application/vnd.sun.star.uno-components"


def build_oxt(buttons: Buttons) -> bytes:
    """Return the extension with these buttons."""
    parts = oxt_parts(buttons)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts, key=lambda name: (name != "META-INF/manifest.xml", name)):
            info = zipfile.ZipInfo(name)
            info.create_system = 0
            archive.writestr(info, parts[name])
    return target.getvalue()


def oxt_parts(buttons: Buttons) -> Mapping[str, bytes]:
    """Return the files of the extension by their names in it."""
    configuration = {"Addons.xcu": addons_xcu(buttons), "CalcWindowState.xcu": calc_window_state_xcu(buttons)}
    texts = {
        **configuration,
        "META-INF/manifest.xml": _manifest(configuration),
        "description.xml": _description(),
        "ppid.components": _components(),
    }
    sources = macros_dir("calc")
    scripts = {
        f"{FOLDER}/{path.relative_to(sources).as_posix()}": path.read_bytes().replace(b"\r\n", b"\n")
        for path in sorted(sources.rglob("*.py"))
    }
    return {**{name: text.encode() for name, text in texts.items()}, **scripts}


def _manifest(configuration: Mapping[str, str]) -> str:
    kinds = {**dict.fromkeys(configuration, _CONFIGURATION), "ppid.components": _COMPONENTS}
    entries = "".join(
        f' <manifest:file-entry manifest:media-type="{kind}" manifest:full-path="{name}"/>\n'
        for name, kind in kinds.items()
    )
    space = "http://openoffice.org/2001/manifest"
    return f'{_XML}<manifest:manifest xmlns:manifest="{space}">\n{entries}</manifest:manifest>\n'


def _description() -> str:
    return (
        f'{_XML}<description xmlns="http://openoffice.org/extensions/description/2006"\n'
        ' xmlns:d="http://openoffice.org/extensions/description/2006"\n'
        ' xmlns:l="http://libreoffice.org/extensions/description/2011">\n'
        f' <identifier value="{IDENTIFIER}"/>\n <version value="{VERSION}"/>\n'
        f' <display-name><name lang="id">{TITLE}</name><name lang="en">{TITLE}</name></display-name>\n'
        ' <dependencies><l:LibreOffice-minimal-version value="7.0" d:name="LibreOffice 7.0"/></dependencies>\n'
        "</description>\n"
    )


def _components() -> str:
    return (
        f'{_XML}<components xmlns="http://openoffice.org/2010/uno-components">\n'
        f' <component loader="com.sun.star.loader.Python" uri="{FOLDER}/{COMPONENT}">\n'
        f'  <implementation name="{SERVICE}"><service name="{SERVICE}"/></implementation>\n'
        " </component>\n</components>\n"
    )

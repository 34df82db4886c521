"""Templates of an office: what acts or reaches out is refused, what prints passes, no trace leaves in a letter."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import docx
import pytest
from berkas_jahat import entry_of, field_docx, good_docx, related_docx, rezip
from contoh_surat import KINDS, make_full, make_row

from ppid_xl.bawaan import template_path
from ppid_xl.bounded import TEMPLATES
from ppid_xl.errors import TemplateError
from ppid_xl.ooxml.word_gate import admit_word, find_hazards
from ppid_xl.surat.lint import lint_template
from ppid_xl.surat.render import render_surat

pytestmark = pytest.mark.lama

SHIPPED = sorted(template_path("surat").glob("*.docx"))
PROPERTI = {"judul": "Uji", "penyusun": "Badan Contoh", "waktu": datetime(2026, 3, 2, 9, 30)}
ACCOUNT, COMPANY = "siti.aminah", "PT Rahasia Sekali"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_template_has_no_hazard(path: Path) -> None:
    assert list(find_hazards(admit_word(path.read_bytes(), path.name))) == []


@pytest.mark.parametrize(
    "field",
    [
        "PAGE",
        " NUMPAGES \\* MERGEFORMAT",
        'DATE \\@ "d MMMM yyyy"',
        'HYPERLINK "https://contoh.invalid"',
        "= 1 + 1",
    ],
)
def test_a_field_that_only_prints_is_no_hazard(tmp_path: Path, field: str) -> None:
    path = field_docx(tmp_path / "a.docx", field.replace('"', "&quot;"))
    assert list(find_hazards(admit_word(path.read_bytes(), path.name))) == []


@pytest.mark.parametrize("target", ["https://contoh.invalid", "mailto:ppid@contoh.invalid"])
def test_a_link_to_the_web_is_no_hazard(tmp_path: Path, target: str) -> None:
    path = related_docx(tmp_path / "a.docx", "hyperlink", target)
    assert list(find_hazards(admit_word(path.read_bytes(), path.name))) == []


def test_a_field_whose_name_another_field_makes_is_refused(tmp_path: Path) -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    inner = f"{begin}<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r>{end}"
    text = entry_of(good_docx(tmp_path / "a.docx"), "word/document.xml")
    body = text.replace("<w:body>", f"<w:body><w:p>{begin}{inner}{end}</w:p>", 1)
    path = rezip(tmp_path / "a.docx", {"word/document.xml": body})
    assert [one.isi for one in find_hazards(admit_word(path.read_bytes(), path.name))] == [
        "QUOTE",
        "(tanpa nama)",
    ]


def test_traces_of_people_mar_a_template_without_spoiling_it(tmp_path: Path) -> None:
    text = entry_of(good_docx(tmp_path / "a.docx"), "word/document.xml")
    words = "<w:r><w:t>C:\\Users\\siti\\a.docx</w:t></w:r>"
    change = f'<w:p><w:ins w:id="1" w:author="{ACCOUNT}">{words}</w:ins></w:p>'
    marked = text.replace("<w:body>", f"<w:body>{change}", 1)
    rezip(tmp_path / "a.docx", {"word/document.xml": marked})
    found = [
        (one.kode, one.tingkat, one.fakta.get("isi"))
        for one in lint_template(tmp_path / "a.docx", "nota-dinas")
    ]
    assert ("template-komentar", "peringatan", ACCOUNT) in found
    assert ("template-jalur-komputer", "peringatan", "C:\\Users\\siti\\a.docx") in found


def traced_template(path: Path) -> Path:
    """Return a template with the names that Word keeps in its properties."""
    good_docx(path, "{{ nomor }}")
    app = entry_of(path, "docProps/app.xml")
    told = f"<Company>{COMPANY}</Company><Template>C:\\Users\\{ACCOUNT}\\a.dotm</Template></Properties>"
    document = docx.Document(str(path))
    document.core_properties.author = document.core_properties.last_modified_by = ACCOUNT
    document.save(str(path))
    return rezip(path, {"docProps/app.xml": app.replace("</Properties>", told)})


@pytest.mark.parametrize("bounds", [None, TEMPLATES])
def test_a_letter_names_no_account_company_or_path_of_its_template(tmp_path: Path, bounds: object) -> None:
    template = traced_template(tmp_path / "t.docx")
    target = tmp_path / "surat.docx"
    render_surat(template, {"properti": PROPERTI, "nomor": "7"}, target, bounds=bounds)  # type: ignore[arg-type]
    with zipfile.ZipFile(target) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
    assert [word for word in (ACCOUNT, COMPANY, "a.dotm", "Users") if word in whole] == []
    assert docx.Document(str(target)).paragraphs[0].text == "7"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_letter_has_no_macro_no_link_and_no_trace(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "surat.docx"
    render_surat(template_path("surat", f"{kind}.docx"), make_full(kind, [make_row(1)]), target)
    assert list(find_hazards(admit_word(target.read_bytes(), target.name))) == []


def test_a_template_that_never_ends_is_stopped_and_no_letter_is_written(tmp_path: Path) -> None:
    loops = "".join(f"{{% for a{n} in daftar %}}" for n in range(8)) + "x" + "{% endfor %}" * 8
    template, target = good_docx(tmp_path / "t.docx", loops), tmp_path / "surat.docx"
    context = {"properti": PROPERTI, "daftar": ["a"] * 50}
    bounds = type(TEMPLATES)(2, TEMPLATES.megabytes, TemplateError)
    with pytest.raises(TemplateError) as refusal:
        render_surat(template, context, target, bounds=bounds)
    assert refusal.value.kode in ("berkas-terlalu-lama", "berkas-terlalu-berat")
    assert [path.name for path in tmp_path.iterdir()] == ["t.docx"]

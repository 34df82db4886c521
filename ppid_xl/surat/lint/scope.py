"""What each tag asks for, read in order: loops and conditions that close, names that the context has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from ppid_xl.strict_toml import nearest
from ppid_xl.surat.environment import sandbox
from ppid_xl.surat.lint.fault import Fault, fault_at
from ppid_xl.surat.lint.tags import Tag

LOOP = {"index": 1, "index0": 0, "revindex": 1, "length": 1, "first": True, "last": True}
CLOSES = {"endif": "if", "endfor": "for"}
WORDS = ("if", "elif", "else", "endif", "for", "endfor")
ACTING = (
    nodes.Call, nodes.Filter, nodes.Test, nodes.Neg, nodes.Pos, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div,
    nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Concat,
)  # fmt: skip
LOGIC = (nodes.And, nodes.Or, nodes.Not)
UNKNOWN = object()


@dataclass
class _Block:
    """An open ``if`` or ``for``; a loop knows its variable and what one round of it holds."""

    word: str
    tag: Tag
    names: dict[str, Any] = field(default_factory=dict)


def check_tags(tags: Sequence[Tag], context: Mapping[str, object]) -> Iterator[Fault]:
    """Give the faults of the tags of one part: blocks, their elements, their names."""
    blocks: list[_Block] = []
    for tag in tags:
        yield from _check_scope(tag)
        if tag.sort == "{{":
            yield from _check_value(tag, blocks, context)
        else:
            yield from _check_statement(tag, blocks, context)
    for block in blocks:
        yield fault_at(
            block.tag.piece, "template-tag-tanpa-tutup", block.tag.text, penutup=f"end{block.word}"
        )


def _check_scope(tag: Tag) -> Iterator[Fault]:
    """Give what docxtpl loses or tears: it puts a tag with tr, tc or p in the place of that whole element."""
    if not tag.scope:
        return
    piece = tag.piece
    if tag.scope == "r" or tag.sort == "{{":
        yield fault_at(piece, "template-tag-terlarang", tag.text)
        return
    if tag.scope in ("tr", "tc") and piece.row is None:
        yield fault_at(piece, "template-tag-luar-tabel", tag.text)
        return
    around = {"tr": piece.row, "tc": piece.cell, "p": piece.element}[tag.scope]
    text = "".join(around.itertext("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))
    if lost := text.replace(tag.text, "", 1).strip():
        yield fault_at(piece, "template-tag-memakan-isi", tag.text, hilang=lost[:60])


def _check_statement(tag: Tag, blocks: list[_Block], context: Mapping[str, object]) -> Iterator[Fault]:
    word = tag.words.split(None, 1)[0] if tag.words else ""
    if word in CLOSES:
        yield from _close(tag, word, blocks)
    elif word == "else":
        if not blocks or blocks[-1].word != "if" or tag.words != "else":
            yield fault_at(tag.piece, "template-tag-tanpa-buka", tag.text, pembuka="if")
    elif word in ("if", "elif"):
        tree = _parse(f"{{% if {tag.words.removeprefix(word)} %}}{{% endif %}}")
        yield from _check_tree(tag, tree, blocks, context)
        if word == "if":
            blocks.append(_Block("if", tag))
        elif not blocks or blocks[-1].word != "if":
            yield fault_at(tag.piece, "template-tag-tanpa-buka", tag.text, pembuka="if")
    elif word == "for":
        yield from _open_loop(tag, blocks, context)
    else:
        yield fault_at(
            tag.piece, "template-tag-asing", tag.text, kata=word or "(kosong)", terdekat=nearest(word, WORDS)
        )


def _close(tag: Tag, word: str, blocks: list[_Block]) -> Iterator[Fault]:
    opened = CLOSES[word]
    if not blocks or blocks[-1].word != opened:
        yield fault_at(tag.piece, "template-tag-tanpa-buka", tag.text, pembuka=opened)
        return
    block = blocks.pop()
    alike = block.tag.scope == tag.scope
    if not alike or (not tag.scope and block.tag.piece is not tag.piece):
        yield fault_at(tag.piece, "template-tag-tak-sejenis", tag.text, pembuka=block.tag.text)


def _open_loop(tag: Tag, blocks: list[_Block], context: Mapping[str, object]) -> Iterator[Fault]:
    block = _Block("for", tag)
    tree = _parse(f"{{% {tag.words} %}}{{% endfor %}}")
    loop = next(iter(tree.find_all(nodes.For)), None) if tree else None
    if tree is None or loop is None:
        yield fault_at(tag.piece, "template-tag-rusak", tag.text)
    elif not isinstance(loop.target, nodes.Name) or loop.test or loop.recursive or _acting(loop.iter):
        yield fault_at(tag.piece, "template-tag-terlarang", tag.text)
    else:
        value = _value_of(loop.iter, blocks, context)
        if value is UNKNOWN:
            yield from _unknown(tag, loop.iter, blocks, context)
        elif not isinstance(value, list):
            yield fault_at(tag.piece, "template-isian-bukan-daftar", tag.text, isian=_dotted(loop.iter))
        block.names = {
            loop.target.name: value[0] if isinstance(value, list) and value else UNKNOWN,
            "loop": LOOP,
        }
    blocks.append(block)


def _check_value(tag: Tag, blocks: Sequence[_Block], context: Mapping[str, object]) -> Iterator[Fault]:
    tree = _parse(f"{{{{ {tag.words} }}}}") if tag.words else None
    yield from _check_tree(tag, tree, blocks, context)
    value = _value_of(_only(tree), blocks, context) if tree else UNKNOWN
    if isinstance(value, bool | list | dict):
        yield fault_at(tag.piece, "template-isian-bukan-teks", tag.text, isian=tag.words)


def _check_tree(
    tag: Tag, tree: nodes.Template | None, blocks: Sequence[_Block], context: Mapping[str, object]
) -> Iterator[Fault]:
    if tree is None:
        yield fault_at(tag.piece, "template-tag-rusak", tag.text)
    elif _acting(tree) or (tag.sort == "{{" and any(True for _ in tree.find_all(LOGIC))):
        yield fault_at(tag.piece, "template-tag-terlarang", tag.text)
    else:
        for name in _chains(tree):
            if _value_of(name, blocks, context) is UNKNOWN:
                yield from _unknown(tag, name, blocks, context)


def _unknown(
    tag: Tag, name: nodes.Node, blocks: Sequence[_Block], context: Mapping[str, object]
) -> Iterator[Fault]:
    """Give the fault of a name that is not known, unless the loop it comes from is at fault already."""
    words = _dotted(name).split(".")
    names = {**context, **{key: value for block in blocks for key, value in block.names.items()}}
    known: Any = names
    for place, word in enumerate(words):
        if known is UNKNOWN:
            return
        if not isinstance(known, Mapping) or word not in known:
            head = "".join(f"{one}." for one in words[:place])
            near = nearest(word, known) if isinstance(known, Mapping) else ""
            close = f"{head}{near}" if near else head.rstrip(".")
            yield fault_at(tag.piece, "template-isian-asing", tag.text, isian=".".join(words), terdekat=close)
            return
        known = known[word]


def _value_of(node: nodes.Node | None, blocks: Sequence[_Block], context: Mapping[str, object]) -> Any:
    """Return what stands under a dotted name in a full context; UNKNOWN where nothing does."""
    if not isinstance(node, nodes.Name | nodes.Getattr):
        return None
    value: Any = {**context, **{key: value for block in blocks for key, value in block.names.items()}}
    for word in _dotted(node).split("."):
        if not isinstance(value, Mapping) or word not in value:
            return UNKNOWN
        value = value[word]
    return value


def _parse(source: str) -> nodes.Template | None:
    try:
        return sandbox().parse(source)
    except TemplateSyntaxError:
        return None


def _acting(tree: nodes.Node) -> bool:
    found = isinstance(tree, ACTING) or any(True for _ in tree.find_all(ACTING))
    return found or any(word.startswith("_") for name in _chains(tree) for word in _dotted(name).split("."))


def _only(tree: nodes.Template) -> nodes.Node | None:
    output = next(iter(tree.find_all(nodes.Output)), None)
    return output.nodes[0] if output and len(output.nodes) == 1 else None


def _chains(tree: nodes.Node) -> Iterator[nodes.Node]:
    """Give each dotted name as a whole, without the names a loop stores."""
    if isinstance(tree, nodes.Getattr) or (isinstance(tree, nodes.Name) and tree.ctx == "load"):
        yield tree
        return
    for child in tree.iter_child_nodes():
        yield from _chains(child)


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"

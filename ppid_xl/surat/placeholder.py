"""Read the names a parsed template asks for."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes


def dotted_names(tree: nodes.Template) -> set[str]:
    """Return names as written (``ttd.nama``), without loop variables standing alone and without ``loop``."""
    bound = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    found = {name for name in _names(tree) if name.split(".")[0] != "loop"}
    return found - bound


def _names(node: nodes.Node) -> Iterator[str]:
    name = _dotted(node)
    if name:
        yield name
        return
    for child in node.iter_child_nodes():
        yield from _names(child)


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        base = _dotted(node.node)
        return f"{base}.{node.attr}" if base else ""
    return ""

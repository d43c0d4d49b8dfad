"""Code blocks of Markdown and reStructuredText, with the lines they stand on."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from scanner.evidence.languages import guess, language_of_tag
from scanner.evidence.source import Source
from scanner.evidence.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FENCE = re.compile(
    r"^(?P<indent>[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)*)"
    r"(?P<mark>`{3,}|~{3,}|:{3,})[ \t]*(?P<info>[^\n]*)$"
)
_HTML = re.compile(
    r"^(?P<indent>[ \t]*)<(?:pre|code)\b(?P<info>[^>\n]*)>(?P<rest>.*)$", re.IGNORECASE
)
_HTML_END = re.compile(r"</(?:pre|code)>", re.IGNORECASE)
#: What indented text belongs to: list items, admonitions, tabs, footnotes, definitions.
_CONTAINER = re.compile(
    r"^[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+\S|\?\?\?\+?[ \t]|!!![ \t]|===!?\+?[ \t]+[\"']"
    r"|\[\^[^\]]+\]:|:[ \t]+\S|<\w)"
)
_TAG = re.compile(r"[A-Za-z][\w+-]*")
_PROMPT = re.compile(r"^>>> ", re.MULTILINE)
_BLOCKS_LIMIT = 5_000
_NESTING_LIMIT = 4

#: Directives of MyST and MkDocs whose body is prose again.
_CODE_DIRECTIVES = words(
    """
    code code-block code-cell sourcecode code-tab prompt parsed-literal testcode ipython
    jupyter-execute highlight exec
    """
)


def markdown_blocks(text: str, line_of: Callable[[int], int], depth: int = 0) -> Iterator[Source]:
    """Yield the code blocks of a Markdown text; ``line_of`` maps its lines to the file's."""
    lines = text.split("\n")
    index, previous_blank, in_list = _front_matter_end(lines), True, False
    count, end, last_fence, inner = 0, 0, -1, 0
    while index < len(lines) and count < _BLOCKS_LIMIT:
        line = lines[index].rstrip("\r")
        fence = _FENCE.match(line)
        html = None if fence else _HTML.match(line)
        if fence and not (fence["mark"][0] == "`" and "`" in fence["info"]):
            closed = _fence_end(lines, index + 1, fence["mark"])
            count += 1
            yield from _fenced(fence, lines, index + 1, closed, line_of, depth)
            # A fence of colons is a container: what it holds is read as Markdown, line by line.
            index = index + 1 if fence["mark"][0] == ":" else closed + 1
            previous_blank, in_list = True, in_list and fence["indent"] != ""
            continue
        if html:
            closed = _html_end(lines, index)
            count += 1
            yield from _html_block(html, lines, index, closed, line_of)
            index, previous_blank = closed + 1, True
            continue
        indented = _is_indented(line)
        if indented and index >= end:  # once for each part: it may be most of the text
            end = _indented_end(lines, index)
            last_fence = _last_fence(lines, index, end)
        code_end = index
        if previous_blank and indented and last_fence < index:
            code_end = _deep_end(lines, index, inner) if in_list else end
        if code_end > index:
            count += 1
            yield _block(lines[index:code_end], index + 1, "", line_of)
            index, previous_blank = code_end, False
            continue
        if line.strip():
            inner = _inner(line, inner)
            in_list = _CONTAINER.match(line) is not None or (in_list and line[:1] in " \t")
        previous_blank = not line.strip()
        index += 1


def _front_matter_end(lines: list[str]) -> int:
    """Return the index after a YAML front matter, 0 when there is none."""
    if not lines or lines[0].strip() != "---":
        return 0
    for index in range(1, min(len(lines), 2_000)):
        if lines[index].strip() in ("---", "..."):
            return index + 1
    return 0


def _fence_end(lines: list[str], start: int, mark: str) -> int:
    """Return the index of the closing fence, or the end of the text."""
    closing = re.compile(rf"[ \t]*(?:>[ \t]?)*[ \t]*{re.escape(mark[0])}{{{len(mark)},}}[ \t\r]*$")
    for index in range(start, len(lines)):
        if closing.match(lines[index]):
            return index
    return len(lines)


def _fenced(
    fence: re.Match[str],
    lines: list[str],
    start: int,
    end: int,
    line_of: Callable[[int], int],
    depth: int,
) -> Iterator[Source]:
    if fence["mark"][0] == ":":
        return
    tag, is_prose = _info_tag(fence["info"])
    body = lines[start:end]
    if is_prose or language_of_tag(tag) in ("markdown", "rst"):
        if depth < _NESTING_LIMIT:
            inner = "\n".join(body)
            reader = rst_blocks if language_of_tag(tag) == "rst" else markdown_blocks
            yield from reader(inner, lambda number: line_of(start + number), depth + 1)
        return
    if ">" in fence["indent"]:
        body = [re.sub(r"^[ \t]*(?:>[ \t]?)+", "", line) for line in body]
    yield _block(body, start + 1, tag, line_of)


def _info_tag(info: str) -> tuple[str, bool]:
    """Return the language tag of an info string, and whether the block holds prose."""
    info = info.strip()
    directive = re.match(r"\{([\w:.-]+)\}[ \t]*([\w+-]*)", info)
    if directive:
        name = directive[1].rsplit(":", 1)[-1]
        if name in _CODE_DIRECTIVES:
            return directive[2], False
        if language_of_tag(name):
            return name, False  # R Markdown and Quarto: ```{python}
        return "", True
    attributes = re.match(r"\{[^}]*?\.([A-Za-z][\w+-]*)", info)
    if attributes:
        return attributes[1], False
    chunk = re.match(r"\{([A-Za-z]\w*)[ ,]", info)
    if chunk:
        return chunk[1], False
    word = _TAG.match(info)
    return (word[0] if word else ""), False


def _html_end(lines: list[str], start: int) -> int:
    for index in range(start, min(len(lines), start + 2_000)):
        if _HTML_END.search(lines[index]):
            return index
    return start


def _html_block(
    html: re.Match[str], lines: list[str], start: int, end: int, line_of: Callable[[int], int]
) -> Iterator[Source]:
    """Yield ``<pre lang=x>`` and ``<pre><code class="language-x">`` over several lines."""
    if end <= start:
        return
    tagged = re.search(r"(?:language-|lang(?:uage)?=[\"']?)([\w+-]+)", html[0])
    first = re.sub(r"^[ \t]*(?:<[^>]*>)+", "", lines[start])
    body = [first, *lines[start + 1 : end], re.sub(r"</.*$", "", lines[end])]
    body = [
        line.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
        for line in body
    ]
    yield _block(body, start + 1, tagged[1] if tagged else "", line_of)


def _last_fence(lines: list[str], start: int, end: int) -> int:
    """Return the index of the last fence in a part, -1 for none: a container, not a code block."""
    return max((at for at in range(start, end) if _FENCE.match(lines[at])), default=-1)


def _is_indented(line: str) -> bool:
    return line.startswith(("    ", "\t")) and bool(line.strip())


def _indented_end(lines: list[str], start: int) -> int:
    end = start
    for index in range(start, len(lines)):
        if _is_indented(lines[index]):
            end = index + 1
        elif lines[index].strip():
            break
    return end


#: The marker of a list item, up to its text.
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
_DEEP_LIMIT = 400


def _indentation(line: str) -> int:
    text = line.expandtabs(4)
    return len(text) - len(text.lstrip())


def _inner(line: str, before: int) -> int:
    """Return how far code below a list item is indented; other lines change nothing."""
    item = _ITEM.match(line)
    return before if item is None else len(item[0].expandtabs(4)) + 4


def _deep_end(lines: list[str], start: int, inner: int) -> int:
    """Return the end of the code indented below a list item, ``start`` when there is none."""
    end = start
    if not inner or _CONTAINER.match(lines[start]):
        return start
    for index in range(start, min(len(lines), start + _DEEP_LIMIT)):
        if lines[index].strip():
            if _indentation(lines[index]) < inner:
                break
            end = index + 1
    return end


_INSTALLS = re.compile(r"[ \t]*(?:pip3?|uv|conda|python3? -m pip) (?:install|add|sync) .*")


def _only_installs(text: str) -> bool:
    """Return whether a block that calls itself Python holds only commands that install."""
    lines = [
        line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")
    ]
    return bool(lines) and all(_INSTALLS.fullmatch(line) for line in lines)


def _block(lines: list[str], first: int, tag: str, line_of: Callable[[int], int]) -> Source:
    """Return one code block; ``first`` is the 1-based line of the text where it begins."""
    body, indent = dedent(lines)
    text = "\n".join(body)
    language = language_of_tag(tag)
    if language is None:
        language = "text"
    if language == "diff":
        text = _after_change(text)
    if language in ("", "diff"):
        language = guess(text)
    if language == "python" and _only_installs(text):
        language = "shell"
    if language in ("pycon", "python") and _PROMPT.search(text):
        language, text = "python", _without_prompts(text)
    return Source(
        language, text, line_of(first), "fence", lambda n: line_of(first + n - 1), indent + 1
    )


def _after_change(text: str) -> str:
    """Return what a patch leaves: added and kept lines, the others blank."""
    kept = (
        line[1:] if line[:1] in ("+", " ") and not line.startswith("+++") else ""
        for line in text.split("\n")
    )
    return textwrap.dedent("\n".join(kept))


def _without_prompts(text: str) -> str:
    """Return the input lines of an interpreter session; its output becomes blank lines.

    Lines without a prompt belong to the input while a bracket of it is open.
    """
    kept: list[str] = []
    depth = 0
    for line in text.split("\n"):
        typed = line[4:] if line.startswith((">>> ", "... ")) else ""
        if line.startswith(">>> "):
            depth = 0
        elif depth > 0 and not line.startswith("..."):
            typed = line
        depth += sum(map(typed.count, "([{")) - sum(map(typed.count, ")]}"))
        kept.append(typed)
    return "\n".join(kept)


def dedent(lines: list[str]) -> tuple[list[str], int]:
    """Return the lines without their common indentation, and how wide it was."""
    expanded = [
        line.rstrip("\r").expandtabs(4) if line[:1] in " \t" else line.rstrip("\r")
        for line in lines
    ]
    widths = [len(line) - len(line.lstrip(" ")) for line in expanded if line.strip()]
    indent = min(widths, default=0)
    return [line[indent:] for line in expanded], indent


_DIRECTIVE = re.compile(
    r"^(?P<indent>[ \t]*)\.\.[ \t]+(?P<name>[\w:-]+)::[ \t]*(?P<argument>[^\n]*)$"
)
_DEFAULT = re.compile(r"^[ \t]*\.\.[ \t]+(?:highlight|code-block-default)::[ \t]*(\S+)")


def rst_blocks(text: str, line_of: Callable[[int], int], depth: int = 0) -> Iterator[Source]:
    """Yield the code directives, literal blocks and doctests of a reStructuredText."""
    del depth  # directives do not nest here: what they hold is scanned line by line
    lines = text.split("\n")
    default, index, count = "", 0, 0
    while index < len(lines) and count < _BLOCKS_LIMIT:
        line = lines[index].rstrip()
        highlight = _DEFAULT.match(line)
        directive = _DIRECTIVE.match(line)
        if highlight:
            default = highlight[1]
        elif directive and directive["name"].rsplit(":", 1)[-1] in _CODE_DIRECTIVES:
            end = _rst_end(lines, index + 1, _width(line))
            start = _skip_options(lines, index + 1, end)
            count += 1
            if start < end:
                tag = directive["argument"].split()[0] if directive["argument"].split() else default
                yield _block(lines[start:end], start + 1, tag, line_of)
            index = end
            continue
        elif line.endswith("::") and not line.lstrip().startswith(".. "):
            end = _rst_end(lines, index + 1, _width(line))
            start = _skip_blank(lines, index + 1, end)
            count += 1
            if start < end:
                yield _block(lines[start:end], start + 1, default, line_of)
                index = end
                continue
        elif line.lstrip().startswith(">>> "):
            end = index
            while end < len(lines) and lines[end].strip():
                end += 1
            count += 1
            yield _block(lines[index:end], index + 1, "pycon", line_of)
            index = end
            continue
        index += 1


def _width(line: str) -> int:
    expanded = line.expandtabs(8)
    return len(expanded) - len(expanded.lstrip(" "))


def _rst_end(lines: list[str], start: int, indent: int) -> int:
    """Return the index after the last line indented deeper than ``indent``."""
    end = start
    for index in range(start, len(lines)):
        if not lines[index].strip():
            continue
        if _width(lines[index]) <= indent:
            break
        end = index + 1
    return end


def _skip_blank(lines: list[str], start: int, end: int) -> int:
    while start < end and not lines[start].strip():
        start += 1
    return start


def _skip_options(lines: list[str], start: int, end: int) -> int:
    while start < end and re.match(r"\s*:[\w-]+:", lines[start]):
        start += 1
    return _skip_blank(lines, start, end)

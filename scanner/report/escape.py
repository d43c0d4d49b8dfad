"""Makes text of a hostile repository harmless, one way per output format.

Names, paths, licence strings and source lines of what is scanned can hold terminal control
sequences, text that reorders itself, markup, or commands for a CI runner. Each function here leaves
plain text readable and turns everything else into something a person can see.
"""

from __future__ import annotations

import html as _html
import re

#: C0 and C1 controls, and the format characters that hide or reorder text (bidi, zero width, tags).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"
)
#: A runner takes a line for a command even when it is indented, as a folded table cell is.
_COMMAND = re.compile(r"(?m)^([ \t]*)::")
_BREAKS = re.compile(r"[\t\n]+")
_BACKTICKS = re.compile(r"`+")
#: Everything that can start markup in GitHub's Markdown, mentions and references included.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#!|~&@$]|:(?=[/\w+-]))")
LONGEST_CHARACTERS = 500
_LATIN_1 = 0xFF


def visible(text: str, longest: int = LONGEST_CHARACTERS) -> str:
    """Return ``text`` on one line, invisible characters spelled out, cut at ``longest``."""
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    return _INVISIBLE.sub(_spelled, _BREAKS.sub(" ", text))


def _spelled(matched: re.Match[str]) -> str:
    code = ord(matched[0])
    return f"\\x{code:02x}" if code <= _LATIN_1 else f"\\u{code:04x}"


def code_span(text: str) -> str:
    """Return Markdown that shows ``text`` as code, also inside a table cell."""
    shown = visible(text).replace("|", "\\|")
    longest = max((len(run) for run in _BACKTICKS.findall(shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if not shown or shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown or ' '}{pad}{fence}"


def markdown(text: str) -> str:
    """Return Markdown that shows ``text`` as it is: no markup, mention, reference, link or HTML."""
    return _MARKDOWN.sub(r"\\\1", visible(text)).replace("www.", "www\\.")


def html(text: str) -> str:
    """Return HTML text, also good inside a quoted attribute."""
    return _html.escape(visible(text), quote=True)


def lines(text: str) -> str:
    """Return a finished text without trailing blanks; no line of it commands a CI runner."""
    bare = "\n".join(line.rstrip() for line in text.split("\n"))
    return _COMMAND.sub(r"\1: :", bare).replace("##[", "## [")


def workflow_data(text: str) -> str:
    """Return the message of a GitHub workflow command."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def workflow_property(text: str) -> str:
    """Return a property value of a GitHub workflow command."""
    return workflow_data(text).replace(":", "%3A").replace(",", "%2C")


def xml(text: str) -> str:
    """Return XML text; what XML 1.0 cannot hold is spelled out."""
    return _html.escape(visible(text, longest=10 * LONGEST_CHARACTERS), quote=True)


def cell(text: str) -> str:
    """Return a CSV value that a spreadsheet does not take for a formula."""
    shown = visible(text)
    return f"'{shown}" if shown[:1] in {"=", "+", "-", "@"} else shown

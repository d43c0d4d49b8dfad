"""Python code that runs on one vendor's accelerator only.

*What it reads:* imports of a vendor's modules (``torch_npu``), ``.cuda()`` and its kin, devices
named in a literal (``device="cuda"``, ``.to("npu:0")``), ONNX Runtime providers. *Why:* from this
follows which part of the code can run where.

Code that asks first is device-agnostic and only a mention (low): a line with ``is_available``, a
conditional expression, a comparison, or one below an ``if`` that asks, or an ``else``. An import
below column 0 is guarded by something: medium.

*Limits:* lines of text, not a syntax tree: a device kept in a constant is found where the constant
stands, only if its name says ``device``. At most 100 places per accelerator and file.

*Source:* documentation of the vendors' PyTorch and ONNX Runtime back ends.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from scanner.evidence.platforms.lines import Needles, plain
from scanner.evidence.platforms.vendors import DEVICES, MODULES, PROVIDERS, SUBMODULES
from scanner.model.evidence import Confidence, Evidence, Kind
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model.file import File

_MOST_PLACES = 100
#: How far above a line its block may begin, in characters.
_LOOK_BACK = 600

_DEVICE = "|".join(DEVICES)
_ANY_MODULE = "|".join(name.replace(".", r"\.") for name in (*SUBMODULES, *MODULES))
_IMPORT = re.compile(rf"^([ \t]*)(?:import|from)[ \t]+((?:{_ANY_MODULE})(?![\w])[\w.]*)")
_LITERAL = rf"""["'](?P<device>{_DEVICE})(?::\d+)?["']"""
_USES = (
    # Not of a class: Device.mps() makes one of many.
    re.compile(rf"(?:\b[a-z_]\w*|[)\]])\.(?P<device>{_DEVICE})\("),
    re.compile(rf"(?:\.to|\.device|\bdevice)\(\s*{_LITERAL}"),
    re.compile(
        rf"""\b\w*device(?:_map|_type|_name)?["']?\]?\s*(?::\s*str\s*)?[=:]\s*{_LITERAL}""",
        re.IGNORECASE,
    ),
    re.compile(rf"\btorch\.(?P<device>{_DEVICE})\.(?:set_device|Stream|CUDAGraph|graph|amp)\b"),
    re.compile(rf"""["'](?P<provider>{"|".join(PROVIDERS)})ExecutionProvider["']"""),
    re.compile(r"@triton\.(?P<triton>jit|autotune)\b"),
)
#: The line asks which accelerator there is, or names one to compare with.
_ASKS = re.compile(
    r"is_available|device_count|\bif\b.*\belse\b|[!=]=|\bnot in\b|\bin\s*[\[({]|\.startswith\("
    r"|\bassert|choices\s*=|skipif|skip_|requires?_|\bhelp\s*="
)
#: A block below this line is one of several: the device was asked for, or is another's turn.
_CHOOSES = re.compile(
    r"\s*(?:else\b|elif\b|case\b|if\b.*(?:avail|==|\bin\b|device|cuda|gpu|npu|xpu|platform|is_))",
    re.IGNORECASE,
)
_FORMS = tuple(f"{before}{device}" for device in DEVICES for before in ".\"'")
_MODULE_TRIGGERS = tuple(
    f"{word} {module}" for module in (*MODULES, *SUBMODULES) for word in ("import", "from")
)
_TRIGGERS = (
    *(f".{device}(" for device in DEVICES),
    *(f"{quote}{device}{end}" for device in DEVICES for quote in "\"'" for end in (quote, ":")),
    *(f"torch.{device}." for device in ("cuda", "npu", "xpu", "musa", "mlu", "hpu")),
    *_MODULE_TRIGGERS,
    "ExecutionProvider",
    "@triton.",
)
#: What a line must hold to be looked at. Short words stand inside others: "input", "dumps".
_NEEDLES = Needles(
    (
        *(device for device in DEVICES if device not in {"npu", "mps", "ipu", "hip"}),
        *(form for form in _FORMS if form[1:] in {"npu", "mps", "ipu", "hip"}),
        *_MODULE_TRIGGERS,
        "ExecutionProvider",
        "@triton.",
    )
)


def detect(file: File) -> Iterator[Evidence]:
    """Yield each line that ties the code to one accelerator."""
    content = plain(file)
    counts: Counter[str] = Counter()
    docstrings = _Docstrings(content)
    for start, number, line in _NEEDLES.lines(content):
        found = _reading(line)
        if found is None or _is_comment(line, found[1]) or docstrings.hold(start + found[1]):
            continue
        name, column, way, confidence = found
        if way == "platform" and _is_chosen(content, line, start):
            confidence = Confidence.LOW
        counts[name] += 1
        if counts[name] <= _MOST_PLACES:
            at = file.at(number, column + 1)
            yield Evidence(Kind.ACCELERATOR, name, at, way, confidence=confidence)


def _reading(line: str) -> tuple[str, int, str, Confidence] | None:
    """Return what a line ties to: accelerator, column from 0, way, confidence."""
    imported = _IMPORT.match(line)
    if imported:
        name = _module(imported[2])
        sure = Confidence.MEDIUM if imported[1] else Confidence.HIGH
        return None if name is None else (name, imported.start(2), "import", sure)
    for pattern in _USES:
        found = pattern.search(line)
        if found:
            sure = Confidence.LOW if _ASKS.search(line) else Confidence.HIGH
            return _name(found.groupdict()), found.start(), "platform", sure
    return None


def _module(path: str) -> str | None:
    for module, name in SUBMODULES.items():
        if path == module or path.startswith(f"{module}."):
            return name
    return MODULES.get(path.partition(".")[0])


def _name(groups: dict[str, str | None]) -> str:
    if device := groups.get("device"):
        return DEVICES[device.lower()]
    return PROVIDERS[provider] if (provider := groups.get("provider")) else MODULES["triton"]


def _is_chosen(content: bytes, line: str, start: int) -> bool:
    """Return whether a line stands in a block of an ``if`` that asks for the device."""
    depth = _depth(line)
    block = content[max(0, start - _LOOK_BACK) : start].decode("utf-8", "replace")
    for above in reversed(block.splitlines()):
        if not above.strip() or _depth(above) >= depth:
            continue
        if _CHOOSES.match(above):
            return True
        depth = _depth(above)
        if not depth:
            return False
    return False


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_comment(line: str, column: int) -> bool:
    before = line[:column]
    return "#" in before or before.lstrip().startswith((">>>", "..."))


class _Docstrings:
    """Tells which places lie in a docstring, by the marks before them; ask in ascending order."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0
        self._inside = {b'"""': False, b"'''": False}

    def hold(self, place: int) -> bool:
        """Return whether a place lies in one."""
        for mark, inside in self._inside.items():
            self._inside[mark] = inside ^ bool(self._content.count(mark, self._at, place) % 2)
        self._at = place
        return any(self._inside.values())


DETECTOR = Detector(
    id="accelerator",
    patterns=("*.py", "*.pyi"),
    triggers=_TRIGGERS,
    detect=detect,
)

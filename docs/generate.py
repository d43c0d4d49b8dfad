"""Writes ``docs/reference/`` from the code and the policy; ``--check`` only says what differs.

Run it as ``python docs/generate.py``. What it writes is never edited by hand.
"""
# ruff: noqa: INP001 (run by its path)

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402 (after the checkout is on the path)

from scanner.cli import COMMANDS, exits, parser_for  # noqa: E402
from scanner.config.keys import KEYS  # noqa: E402
from scanner.config.schema import schema  # noqa: E402
from scanner.facts import build  # noqa: E402
from scanner.facts.tables.read import records  # noqa: E402
from scanner.policy import load  # noqa: E402
from scanner.policy import table as policy_table  # noqa: E402
from scanner.policy.predicates import PREDICATES  # noqa: E402
from scanner.report import REPORTERS  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scanner.model.rule import Policy, Rule

REFERENCE = ROOT / "docs" / "reference"
MADE = "<!-- made by docs/generate.py; do not edit -->"


def pages() -> dict[str, str]:
    """Return {file name: text} of every generated page."""
    policy = load.load(load.profile_names())
    makers: dict[str, Callable[[], str]] = {
        "cli.md": command_line,
        "configuration.md": configuration,
        "exit-codes.md": exit_codes,
        "formats.md": formats,
        "action.md": action,
        "data.md": data_tables,
        "rules.md": lambda: rules(policy),
        "regimes.md": lambda: regimes(policy),
        "predicates.md": predicates,
        "flagstate.schema.json": lambda: json.dumps(schema(), indent=2) + "\n",
        "result.schema.json": lambda: (ROOT / "scanner/report/result.schema.json").read_text(
            "utf-8"
        ),
    }
    return {name: make() for name, make in makers.items()}


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(_cell(text) for text in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def page(title: str, *parts: str) -> str:
    """Return a page with its heading and the mark of a generated file."""
    return "\n\n".join((f"# {title}", MADE, *(part.strip() for part in parts))) + "\n"


def command_line() -> str:
    """Return the page of all commands and their flags."""
    parts = [table(("command", "what it does"), ((f"`{n}`", w) for n, w in COMMANDS.items()))]
    for name in COMMANDS:
        parser = parser_for(name)
        said = (parser.description or "").replace("``", "`").strip()
        parts += [f"## flagstate {name}", said]
        for group in parser._action_groups:  # noqa: SLF001 (argparse has no public list)
            rows = [_flag(each) for each in group._group_actions if each.dest != "help"]  # noqa: SLF001
            if rows:
                parts.append(table((group.title or "", "what it does"), rows))
    return page("Command line", *parts)


def _flag(each: argparse.Action) -> tuple[str, str]:
    value = each.metavar if isinstance(each.metavar, str) else each.dest.upper()
    if each.choices:
        value = "|".join(str(choice) for choice in each.choices) if each.metavar is None else value
    takes = each.nargs != 0
    names = [f"`{name} {value}`" if takes else f"`{name}`" for name in each.option_strings]
    return ", ".join(names) or f"`{value}`", (each.help or "").replace("%%", "%")


def configuration() -> str:
    """Return the page of all configuration keys."""
    sections: dict[str, list[tuple[str, str, str]]] = {}
    for name, key in KEYS.items():
        section, separator, _ = name.partition(".")
        choices = f" One of {', '.join(f'`{c}`' for c in key.choices)}." if key.choices else ""
        default = "" if key.default in (None, (), {}) else f"`{json.dumps(key.default)}`"
        row = (f"`{name}`", key.what + choices, default)
        sections.setdefault(section if separator else "", []).append(row)
    where = "`flagstate.toml`, `.flagstate.toml` or `[tool.flagstate]` in `pyproject.toml`."
    also = (
        "The variable `FLAGSTATE_` with the key in capitals, dots and dashes as `_`, sets it too."
    )
    parts = [f"{where} {also}"]
    for section, rows in sections.items():
        parts += [f"## {section or 'Top level'}", table(("key", "what it does", "default"), rows)]
    return page("Configuration", *parts)


def exit_codes() -> str:
    """Return the page of exit codes."""
    rows = ((str(code), meaning) for code, meaning in exits.MEANINGS)
    return page("Exit codes", "The first that applies.", table(("code", "meaning"), rows))


def formats() -> str:
    """Return the page of report formats."""
    import importlib.util  # noqa: PLC0415 (only here)

    rows = []
    for each in REPORTERS:
        spec = importlib.util.find_spec(f"scanner.report.{_modules().get(each.id, each.id)}")
        assert spec is not None and spec.origin is not None  # noqa: PT018, S101 (a registry entry)
        said = Path(spec.origin).read_text("utf-8").split('"""')[1].split("\n\n")[0]
        rows.append((f"`{each.id}`", f"`{each.suffix}`", " ".join(said.replace("``", "`").split())))
    return page("Report formats", table(("format", "suffix", "what it is"), rows))


def data_tables() -> str:
    """Return the page of the knowledge base's tables and whom they are owed to."""
    rows = []
    owed: dict[str, list[str]] = {}
    for record in records(build.TABLES / "tables.csv"):
        days = record["limit_days"]
        stale = f"{days} days" if days else "never"
        rows.append(
            (f"`{record['table']}`", record["source"], record["as_of"], stale, record["license"])
        )
        for holder in record["attribution"].split(";"):
            owed.setdefault(holder.strip(), []).append(f"`{record['table']}`")
    owing = ((holder, ", ".join(tables)) for holder, tables in sorted(owed.items()))
    return page(
        "Tables of the knowledge base",
        "`flagstate data status` shows the tables in use, with what you imported.",
        table(("table", "source", "as of", "stale after", "licence"), rows),
        "## Attribution",
        "Facts are taken from these works, under the licence named; some were corrected.",
        table(("work", "tables"), owing),
    )


def _modules() -> dict[str, str]:
    return {"text": "terminal", "json": "record"}


def action() -> str:
    """Return the page of the action's inputs and outputs."""
    document = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    given = (
        (f"`{name}`", spec["description"], f"`{spec['default']}`" if spec["default"] else "")
        for name, spec in document["inputs"].items()
    )
    made = ((f"`{name}`", spec["description"]) for name, spec in document["outputs"].items())
    return page(
        "GitHub Action",
        document["description"] + ".",
        "## Inputs",
        table(("input", "what it does", "default"), given),
        "## Outputs",
        table(("output", "what it holds"), made),
    )


def rules(policy: Policy) -> str:
    """Return the code table of the rules, and a paragraph on each."""
    ordered = sorted(policy.rules, key=lambda rule: rule.id)
    rows = (
        (
            f"[{rule.id}](#{rule.id.lower()})",
            f"`{rule.slug}`",
            rule.title,
            ", ".join(rule.applies_to),
            rule.severity.value,
            ", ".join(_regime_link(each.regime) for each in rule.applications if each.regime),
        )
        for rule in ordered
    )
    head = ("code", "slug", "title", "about", "level", "regime")
    parts = [f"{len(ordered)} rules. Codes are never reused.", table(head, rows)]
    for rule in ordered:
        parts += [f'## <a id="{rule.id.lower()}"></a>{rule.id} {rule.slug}', *_rule(rule)]
    return page("Rules", *parts)


def _rule(rule: Rule) -> Iterable[str]:
    said = ": ".join(text for text in (rule.title, rule.why) if text)
    if said:
        yield said
    items = [f"- says: {rule.message}"]
    if rule.undecided_message:
        items.append(f"- says when a fact is missing: {rule.undecided_message}")
    if rule.question:
        items.append(f"- asks: {rule.question}")
    items.append(f"- do: {rule.remedy}")
    items += [f"- reference: {text}" for text in rule.references]
    if not rule.waivable:
        items.append("- cannot be waived")
    items.append(f"- tests in its file: {len(rule.tests)}")
    yield "\n".join(items)


def predicates() -> str:
    """Return the closed vocabulary of conditions: each word, what it takes, what it asks."""
    rows = (
        (
            f"`{each.name}`",
            ", ".join(f"`{word}`" for word in each.choices) or each.argument,
            "<br>".join(
                f"`{name}`: {', '.join(words) if words else 'words'}"
                for name, words in sorted(each.options.items())
            ),
            each.what,
        )
        for each in sorted(PREDICATES, key=lambda each: each.name)
    )
    return page(
        "Predicates",
        "A list of words may also hold `group:NAME` (groups.toml), `regime:KEY` (a list in the "
        "rule's regime) and `setting:KEY` (a list of the configuration).",
        table(("predicate", "takes", "options", "holds when"), rows),
    )


def regimes(policy: Policy) -> str:
    """Return the table of bodies of law: periods, citation, rules, predicates, tests."""
    rows = (
        (
            f'<a id="{row.regime}"></a>`{row.regime}`',
            row.title,
            row.jurisdiction,
            row.citation,
            "<br>".join(row.periods),
            row.checked,
            ", ".join(f"[{code}](rules.md#{code.lower()})" for code in row.rules) or row.note,
            ", ".join(f"`{name}`" for name in row.predicates),
            str(row.tests),
        )
        for row in policy_table.rows(policy)
    )
    head = (
        "id",
        "title",
        "jurisdiction",
        "citation",
        "states (both days included)",
        "text read",
        "rules, or why there is none",
        "predicates",
        "tests",
    )
    return page(
        "Regimes",
        f"{len(policy.regimes)} bodies of law, each with its states over time.",
        table(head, rows),
    )


def _regime_link(name: str | None) -> str:
    return f"[`{name}`](regimes.md#{name})"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(argv: list[str] | None = None) -> int:
    """Write the pages, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 on a difference"
    )
    check = parser.parse_args(argv).check
    wanted = pages()
    wrong = [name for name, text in wanted.items() if _stored(name) != text]
    wrong += sorted(p.name for p in REFERENCE.iterdir() if p.name not in wanted)
    for name in wrong:
        sys.stderr.write(f"docs/reference/{name}: {'differs' if check else 'written'}\n")
        if not check and name in wanted:
            (REFERENCE / name).write_text(wanted[name], encoding="utf-8")
        elif not check:
            (REFERENCE / name).unlink()
    return 1 if wrong and check else 0


def _stored(name: str) -> str:
    path = REFERENCE / name
    return path.read_text("utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())

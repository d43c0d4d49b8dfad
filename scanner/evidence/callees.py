"""What a call does with its texts when the table does not know it: by the callable's name."""

from __future__ import annotations

import re
from functools import lru_cache

from scanner.evidence.keys import NOTHING, OPEN, Role, Trust, key_role, snake
from scanner.evidence.words import words
from scanner.model.evidence import Kind

#: Shown, matched, saved, pushed, measured: texts given to these name nothing that is used.
_NOTHING = re.compile(
    r"(?:print|pprint|echo|secho|log|debug|info|warn|warning|warning_once|error|exception|critical|fatal|display|"
    r"startswith|endswith|replace|removeprefix|removesuffix|partition|rpartition|strip|lstrip|rstrip|split|rsplit|"
    r"ljust|rjust|encode|equals|contains|find|rfind|index|rindex|count|search|match|fullmatch|findall|finditer|sub|subn|compile|"
    r"isinstance|issubclass|hasattr|delattr|len|getlogger|get_logger|import_module|importorskip|find_spec|version|"
    r"raises|warns|skip|skipif|xfail|fail|mark|usefixtures|mock|magicmock|asyncmock|patch|object|spec|"
    r"add_parser|add_subparsers|add_argument_group|set_title|title|header|subheader|caption|markdown|write|"
    r"mkdir|makedirs|mkdtemp|unlink|remove|rmtree|rename|touch|exists|isfile|isdir|is_file|is_dir|glob|rglob|iglob|"
    r"response|jsonresponse|htmlresponse|httpexception|add_middleware|route|api_route|"
    r"setdefaultencoding|strftime|strptime|timezone|zoneinfo|pytz|gettext|ngettext|_|"
    r"\w*docstrings?|insert_text|append_text|add_run|set_text|tag|label|comment|describe|summary|help_text)"
)
#: Of these the classes: a ``Spec`` or ``Tag`` is the project's own record.
_CLASSES = words(
    """
    mock magicmock asyncmock response jsonresponse htmlresponse httpexception exception warning
    markdown header title label caption timezone zoneinfo
    """
)
_NOTHING_STARTS = re.compile(
    r"(?:assert|save|dump|export|write|upload|push|create_repo|delete|create_model_card|set_experiment|register_model$|log_|print_|show_|plot|render_|warn_|raise_|"
    r"is_|has_|should_|can_|check_|requires_|require_|skip_|test_|expect|verify_|validate_)"
)
#: What a function does that takes the name of something to use.
_VERBS = words(
    """
    get load from create init initialize build make use set select with new download fetch pull
    run open start serve resolve prepare setup instantiate convert infer call query ask cached
    lazy try ensure
    """
)
_LOADS = re.compile(
    r"(?:^|_)(?:load|download|fetch|get|open|read|cached|hasfile|hub|pull|retrieve|inferencesession|from|resolve|deserialize|restore)(?:_|$)"
)


@lru_cache(maxsize=2048)
def argument_role(name: str) -> Role:
    """Return what the first positional text of a call is, by the callable's last name."""
    plain = snake(name)
    if is_nothing(name):
        return NOTHING
    role = key_role(name)
    words = plain.split("_")
    is_class = name[:1].isupper()
    if role.kind is Kind.DATASET:
        return role  # only the form of a hub id counts there
    if role.kind is Kind.MODEL and (is_class or words[0] in _VERBS or len(words) == 1):
        return role
    if _LOADS.search(plain):
        return Role(Trust.OPEN, Kind.WEIGHT_FILE)
    return OPEN


@lru_cache(maxsize=2048)
def is_nothing(name: str) -> bool:
    """Return whether a callable of this name shows, matches or writes its texts."""
    lower = name.lower()
    if _NOTHING.fullmatch(lower) is not None:
        return not name[:1].isupper() or lower in _CLASSES
    return _NOTHING_STARTS.match(lower) is not None

"""Arguments of known callables that are more than a name: URLs, files, forms of their own."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from scanner.evidence.callees import argument_role
from scanner.evidence.claims import Context
from scanner.evidence.keys import OPEN, Role, Trust, key_role
from scanner.evidence.names import Named, hub_url, is_shared_suffix, service_host, weight_name
from scanner.evidence.values import Reading, Text
from scanner.model.evidence import Kind

if TYPE_CHECKING:
    from scanner.evidence.reader import Reader
    from scanner.evidence.scopes import Scope


_MODEL = Role(Trust.KEYED, Kind.MODEL)


def _file(reader: Reader, argument: ast.expr, scope: Scope, context: Context) -> None:
    """Claim a file inside a hub repository: weights are reported, other files are not."""
    role = Role(Trust.SURE, Kind.WEIGHT_FILE)
    reader.visit(argument, scope, context.with_role(role))


def _weight_url(reader: Reader, argument: ast.expr, scope: Scope, context: Context) -> None:
    """Claim what is fetched by URL: a weight file, or a file of a hub repository."""
    for text in Reading().texts(argument, scope, "call_arg"):
        if isinstance(text, Text):
            named = _of_url(text.value)
            if named is not None:
                module = text.scope.module
                path = None if module is reader.module else module.path
                reader.claims.put(
                    named, text.node, context.with_way(text.way or "call_arg"), path=path
                )
    if not isinstance(argument, (ast.Constant, ast.Name, ast.Attribute)):
        reader.visit(argument, scope, Context(OPEN, "call_arg"))
    elif (
        isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and "://" not in argument.value
    ):
        reader.visit(argument, scope, Context(argument_role("load"), "call_arg"))


def _of_url(text: str) -> Named | None:
    if "://" not in text:
        return None
    found = hub_url(text)
    if found is not None:
        return found
    weight = weight_name(text)
    if weight is not None and not is_shared_suffix(weight):
        return Named(Kind.WEIGHT_FILE, weight)
    host = service_host(text)
    return None if host is None else Named(Kind.ENDPOINT, host)


def _model_args(reader: Reader, argument: ast.expr, scope: Scope, context: Context) -> None:
    """``"pretrained=org/name,dtype=float16"`` of lm-eval."""
    for text in Reading().texts(argument, scope, "call_arg"):
        if isinstance(text, Text):
            for part in text.value.split(","):
                key, equals, value = part.partition("=")
                if equals and key_role(key).kind is Kind.MODEL:
                    reader.claims.add(value, text.node, context.with_role(_MODEL))


def _coqui(reader: Reader, argument: ast.expr, scope: Scope, context: Context) -> None:
    for text in Reading().texts(argument, scope, "call_arg"):
        if isinstance(text, Text) and text.value.startswith(
            ("tts_models/", "vocoder_models/", "voice_conversion_models/")
        ):
            reader.claims.put(Named(Kind.NAMED_MODEL, text.value, "coqui"), text.node, context)


def _exact(reader: Reader, argument: ast.expr, scope: Scope, context: Context) -> None:
    """Claim a name in a form of the library's own: ``ViT-L/14@336px``."""
    for text in Reading().texts(argument, scope, "call_arg"):
        if isinstance(text, Text):
            if _EXACT.fullmatch(text.value) is None or weight_name(text.value) is not None:
                reader.claims.add(text.value, text.node, context)
                continue
            module = text.scope.module
            reader.claims.put(
                Named(Kind.NAMED_MODEL, text.value, context.role.namespace),
                text.node,
                context.with_way(text.way or context.way),
                path=None if module is reader.module else module.path,
            )


_EXACT = re.compile(r"[A-Za-z][\w.+-]*(?:/[\w.@+-]+){0,4}")


def _tf_hub(reader: Reader, argument: ast.expr, scope: Scope, context: Context) -> None:
    for text in Reading().texts(argument, scope, "call_arg"):
        match = (
            re.search(r"(?:tfhub\.dev|kaggle\.com/models)/([\w./-]+)", text.value)
            if isinstance(text, Text)
            else None
        )
        if match is not None and isinstance(text, Text):
            reader.claims.put(Named(Kind.NAMED_MODEL, match[1], "tfhub"), text.node, context)


def _gradio(reader: Reader, argument: ast.expr, scope: Scope, context: Context) -> None:
    """``gr.load("models/org/name")``."""
    for text in Reading().texts(argument, scope, "call_arg"):
        if isinstance(text, Text) and text.value.startswith(("models/", "huggingface/")):
            reader.claims.add(text.value.partition("/")[2], text.node, context.with_role(_MODEL))


SPECIAL = {
    "file": _file,
    "weighturl": _weight_url,
    "modelargs": _model_args,
    "coqui": _coqui,
    "exact": _exact,
    "tfhub": _tf_hub,
    "gradio": _gradio,
}

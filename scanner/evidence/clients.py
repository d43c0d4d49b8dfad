"""Which callable a call names, and which service the client it goes through speaks to."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scanner.evidence.expressions import keyword
from scanner.evidence.models.calls import find
from scanner.evidence.names import service_host
from scanner.evidence.values import Reading, Text

if TYPE_CHECKING:
    from scanner.evidence.scopes import Scope


#: How deep a callable's name and a client's constructor are followed.
CHAIN_LIMIT = 12


#: How many aliases of aliases (``load = Model.from_pretrained``) are followed.
ALIAS_LIMIT = 3


_LOCAL_HOSTS = ("localhost", "127.0.0.1", "0.0.0.0")  # noqa: S104 (compared with, not bound)


#: The host of a server the project runs itself, on whatever address.
LOCAL = "localhost"


def host_of(url: str | None) -> str | None:
    """Return the host of a URL: of a service, ``LOCAL``, or any other."""
    if not url:
        return None
    known = service_host(url)
    if known is not None:
        return known
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return LOCAL if host in _LOCAL_HOSTS else host or None


def one_text(node: ast.expr, scope: Scope) -> str | None:
    """Return the first text an expression may be."""
    for text in Reading().texts(node, scope, ""):
        if isinstance(text, Text):
            return text.value
    return None


def client_host(func: ast.expr, scope: Scope, depth: int) -> str | None:
    """Return the host of the client object a method is called on, from the call that made it."""
    current: ast.expr = func
    for _ in range(CHAIN_LIMIT):
        if not isinstance(current, ast.Attribute):
            break
        if isinstance(current.value, ast.Name) and current.value.id in ("self", "cls"):
            break
        current = current.value
    if isinstance(current, ast.Call):
        return _client(current, scope)
    if not isinstance(current, (ast.Name, ast.Attribute)) or depth > 1:
        return None
    for place in Reading().places(current, scope, "", 0):
        if isinstance(place.node, ast.Call):
            found = _client(place.node, place.scope)
            if found is not None:
                return found
    return None


def _client(call: ast.Call, scope: Scope) -> str | None:
    row = find(dotted_name(call.func, scope))
    for name in ("base_url", "api_base", "azure_endpoint", "server_url", "endpoint"):
        value = keyword(call, name)
        if value is not None:
            return host_of(one_text(value, scope))
    regional = _regional(call, scope)
    if regional is not None:
        return regional
    return row.host if row is not None and row.host and "." in row.host else None


def _regional(call: ast.Call, scope: Scope) -> str | None:
    """Return the host of a cloud client that names its service and region, as boto3's do.

    Source: AWS General Reference, "Amazon Bedrock endpoints": ``SERVICE.REGION.amazonaws.com``.
    """
    named = isinstance(call.func, ast.Attribute) and call.func.attr == "client" and call.args
    service = one_text(call.args[0], scope) if named else None
    if not service or not service.startswith("bedrock"):
        return None
    given = keyword(call, "region_name")
    region = one_text(given, scope) if given is not None else None
    if not region:
        return None
    suffix = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
    return f"{service}.{region}.{suffix}"


def dotted_name(func: ast.expr, scope: Scope, depth: int = 0) -> str:
    """Return the full dotted name of a callable, imports and aliases resolved."""
    parts: list[str] = []
    current: ast.expr = func
    while isinstance(current, ast.Attribute) and len(parts) < CHAIN_LIMIT:
        parts.append(current.attr)
        current = current.value
    if isinstance(current, ast.Call):
        parts.append(dotted_name(current.func, scope, depth + 1) if depth < ALIAS_LIMIT else "")
    elif isinstance(current, ast.Name):
        parts.append(_origin(current.id, scope, depth))
    else:
        parts.append("?")
    parts.reverse()
    return ".".join(part for part in parts if part)


def _origin(name: str, scope: Scope, depth: int) -> str:
    """Return the dotted name a name was imported as, or is a plain alias of."""
    for binding in scope.find(name):
        if binding.how == "import" and binding.way != "star":
            joined = f"{binding.target}.{binding.name}" if binding.name else binding.target
            return (
                joined.lstrip(".")
                if not binding.target.startswith(".")
                else f"?.{binding.name or binding.target}"
            )
        if (
            binding.how == "value"
            and isinstance(binding.value, ast.Attribute)
            and depth < ALIAS_LIMIT
        ):
            return dotted_name(binding.value, binding.scope, depth + 1)
    return name

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st
from packageurl import PackageURL

from scanner.model.evidence import Kind
from scanner.model.purl import component_name, model_purl, normalise_package, package_purl, title_of

names = st.text(string.ascii_letters + string.digits + "-_.", min_size=1).filter(
    lambda name: name[0].isalnum() and name[-1].isalnum()
)


@given(names, st.text(string.ascii_lowercase + string.digits + ".+!-", min_size=1))
def test_a_package_purl_reads_back_as_the_standard_says(name: str, version: str) -> None:
    """Package URL: "the version is a percent-encoded string"."""
    purl = PackageURL.from_string(package_purl(name, version))
    assert (purl.type, purl.name, purl.version) == ("pypi", normalise_package(name), version)


@given(names)
def test_normalising_twice_changes_nothing(name: str) -> None:
    """PEP 503: runs of ``-``, ``_`` and ``.`` become one ``-``, lower case."""
    assert normalise_package(normalise_package(name)) == normalise_package(name)


@given(names, names)
def test_a_model_purl_keeps_its_case_and_gives_its_title_back(org: str, name: str) -> None:
    assert title_of(model_purl(f"{org}/{name}")) == f"{org}/{name}"


def test_every_kind_has_a_component_name() -> None:
    assert {component_name(kind, "a/b") for kind in Kind} >= {"pkg:huggingface/a/b", "hosted:a/b"}
    assert component_name(Kind.NAMED_MODEL, "resnet50", "timm") == "timm:resnet50"
    assert component_name(Kind.NAMED_MODEL, "small") == "name:small"
    assert component_name(Kind.ENDPOINT, "API.deepseek.com") == "service:api.deepseek.com"
    assert component_name(Kind.MODEL, "a/b", "modelscope") == "modelscope:a/b"
    assert title_of("service:api.deepseek.com") == "api.deepseek.com"
    assert title_of("pkg:pypi/torch@2.3.0") == "torch"

"""What a file is for, told from its path.

*Order:* the kind of text first (prose is ``docs`` wherever it lies), then build servers, then the
folder (``tests``, ``docs``, ``examples``), then configuration by name; all else runs.
"""

from __future__ import annotations

import functools
import re

from scanner.model.evidence import Zone

_DOCS_SUFFIXES = frozenset({"md", "mdx", "rst", "adoc", "markdown", "qmd", "rmd"})
_DOCS_NAMES = frozenset({"pkg-info", "metadata", "readme", "readme.txt", "changelog", "news"})
_CI_FOLDERS = frozenset(
    {".github", ".gitlab", ".circleci", ".buildkite", ".azuredevops", ".ci", ".woodpecker"}
)
_CI_NAMES = frozenset(
    {
        ".gitlab-ci.yml",
        "jenkinsfile",
        ".travis.yml",
        "azure-pipelines.yml",
        "appveyor.yml",
        ".drone.yml",
    }
    | {"bitbucket-pipelines.yml", "cloudbuild.yaml", ".pre-commit-config.yaml", "buildspec.yml"}
)
_TEST_FOLDER = re.compile(
    r"(?:unit|integration|e2e|functional)?[-_]?tests?(?:[-_].*)?|__tests__|testing|testdata|test[-_]?data|fixtures"
)
_TEST_NAME = re.compile(
    r"test_[^/]*\.py|[^/]*_tests?\.py|conftest\.py|[^/]*\.(?:test|spec)\.[jt]sx?|tests?\.py"
)
_EXAMPLE_FOLDER = re.compile(
    r"examples?(?:[-_].*)?|samples?|demos?|tutorials?|cookbooks?|notebooks?|playground|quickstarts?|recipes|getting[-_]started"
)
_DOCS_FOLDER = re.compile(r"docs?(?:[-_].*)?|documentation|website|wiki")
_CONFIG_SUFFIXES = frozenset(
    {
        "yaml",
        "yml",
        "toml",
        "json",
        "jsonc",
        "json5",
        "ini",
        "cfg",
        "conf",
        "env",
        "tf",
        "tfvars",
        "hcl",
    }
    | {"properties", "lock", "xml", "jsonl", "nix", "bicep"}
)
_CONFIG_NAME = re.compile(
    r"(?:requirements|constraints)[^/]*\.(?:txt|in)|\.env.*|(?:docker|container)file.*|.*\.dockerfile"
    r"|pipfile|procfile|modelfile.*|environment.*\.ya?ml"
)


@functools.lru_cache(maxsize=4096)
def zone_of(path: str) -> Zone:
    """Return the zone of a path relative to the scanned root."""
    *folders, name = path.lower().split("/")
    suffix = name.rpartition(".")[2]
    if suffix in _DOCS_SUFFIXES or name in _DOCS_NAMES:
        return Zone.DOCS
    if name in _CI_NAMES or not _CI_FOLDERS.isdisjoint(folders):
        return Zone.CI
    if _TEST_NAME.fullmatch(name):
        return Zone.TEST
    for folder in folders:  # the outermost folder decides: docs/examples is documentation
        if zone := _zone_of_folder(folder):
            return zone
    if suffix == "ipynb":
        return Zone.EXAMPLE
    if suffix in _CONFIG_SUFFIXES or _CONFIG_NAME.fullmatch(name) or "requirements" in folders:
        return Zone.CONFIG
    return Zone.RUNTIME


@functools.lru_cache(maxsize=4096)
def _zone_of_folder(folder: str) -> Zone | None:
    if _TEST_FOLDER.fullmatch(folder):
        return Zone.TEST
    if _DOCS_FOLDER.fullmatch(folder):
        return Zone.DOCS
    return Zone.EXAMPLE if _EXAMPLE_FOLDER.fullmatch(folder) else None

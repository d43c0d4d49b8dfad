"""Which language a file or a code block is written in.

Words in use: ``python pycon shell console dockerfile makefile procfile yaml json toml ini env hcl
pbtxt javascript modelfile markdown rst xml text``; ``""`` means that nothing tells.
"""

from __future__ import annotations

import re

_SUFFIXES = {
    "python": ".py .pyi .pyw .pyx",
    "shell": ".sh .bash .zsh .ksh .slurm .sbatch .command .ps1 .bat .cmd .fish",
    "yaml": ".yaml .yml",
    "json": ".json .jsonc .json5 .code-workspace",
    "toml": ".toml",
    "ini": ".ini .cfg .conf .properties .service .container",
    "env": ".env .envrc",
    "hcl": ".tf .hcl .tfvars .nomad",
    "pbtxt": ".pbtxt",
    "javascript": ".js .mjs .cjs .jsx .ts .mts .cts .tsx .vue .svelte",
    "markdown": ".md .mdx .markdown .qmd .rmd .mdc .livemd",
    "rst": ".rst",
    "makefile": ".mk .mak .just",
    "dockerfile": ".dockerfile .containerfile",
    "modelfile": ".modelfile",
    "code": ".nix .bicep",
    "notebook": ".ipynb",
}
_BY_SUFFIX = {suffix: word for word, many in _SUFFIXES.items() for suffix in many.split()}
_BY_NAME = {
    "pkg-info": "metadata",
    "metadata": "metadata",
    "makefile": "makefile",
    "gnumakefile": "makefile",
    "justfile": "makefile",
    "modelfile": "modelfile",
    "dockerfile": "dockerfile",
    "containerfile": "dockerfile",
    "earthfile": "dockerfile",
    "procfile": "procfile",
    "pipfile": "toml",
    ".condarc": "yaml",
}
_ALIASES = {
    "python": "py python python3 py3 ipython ipython3 python-repl sage pyodide",
    "pycon": "pycon python-console doctest pytb",
    "shell": "curl sh bash shell zsh ksh fish bat batch cmd powershell ps1 pwsh shellscript",
    "console": "console shell-session shellsession terminal sh-session",
    "dockerfile": "docker dockerfile containerfile",
    "makefile": "make makefile just",
    "procfile": "procfile",
    "yaml": "yaml yml helm kubernetes docker-compose",
    "json": "json jsonc json5 json-with-comments",
    "toml": "toml",
    "ini": "ini cfg conf properties",
    "env": "env dotenv",
    "hcl": "hcl tf terraform",
    "javascript": "js javascript ts typescript tsx jsx mjs node vue svelte",
    "modelfile": "modelfile ollama",
    "markdown": "md markdown mdx myst",
    "rst": "rst rest restructuredtext",
    "code": "go golang java kotlin csharp c# cs rust rs ruby rb php swift scala dart c cpp r lua",
    "xml": "xml html svg mermaid latex css scss",
    "diff": "diff patch udiff",
    "text": "text txt plaintext plain output out log logs csv tsv sql bnf ebnf regex math none",
}
_BY_ALIAS = {alias: word for word, many in _ALIASES.items() for alias in many.split()}
_ENV_NAME = re.compile(
    r"^\.?env(?:[._-].*)?$|.*\.env(?:[._-](?:example|sample|template|local|dist))?$"
)


def language_of_path(path: str) -> str:
    """Return the language of a file by its name alone; ``""`` when the name does not tell."""
    name = path.rsplit("/", 1)[-1].lower()
    if name in _BY_NAME:
        return _BY_NAME[name]
    for ending in (".example", ".sample", ".template", ".tmpl", ".tpl", ".dist", ".j2", ".jinja"):
        if name.endswith(ending) and not name.startswith(".env"):
            name = name[: -len(ending)]
    dot = name.rfind(".")
    suffix = name[dot:] if dot >= 0 else ""
    if dot < 0 and name.endswith(("_yaml", "-yaml")):
        return "yaml"  # ``_base_yaml``: a part that other files include
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if name.startswith(("dockerfile.", "dockerfile-", "containerfile.")):
        return "dockerfile"
    if name.startswith(("makefile.", "makefile-")):
        return "makefile"
    if name.startswith(("modelfile.", "modelfile-")):
        return "modelfile"
    return "env" if _ENV_NAME.match(name) else ""


def language_of_tag(tag: str) -> str | None:
    """Return the language of a code block's tag; ``""``: no tag, ``None``: a language not read."""
    word = tag.strip().lower()
    if not word:
        return ""
    return _BY_ALIAS.get(word) or _BY_SUFFIX.get(f".{word}")


_PYTHON = re.compile(
    r"^(?:>>> |from [\w.]+ import |import \w+|def \w+\(|class \w+[(:]|@\w+|with \w+.*:$"
    r"|for \w+ in .*:$"
    r"|[A-Za-z_]\w*(?:, \w+)* = \S|[A-Za-z_][\w.]*\(.*\)?$|print\()",
    re.MULTILINE,
)
_SHELL = re.compile(
    r"^(?:[$%>#] ?|[\w.-]+@[\w.-]+[:~].*?[$#] )?(?:(?:export|set) )?(?:[A-Z_]+=\S* )*(?:sudo |!)?"
    r"(?:pip3?|pipx|uv|uvx|conda|mamba|python3?|docker|podman|docker-compose|kubectl|helm|curl|wget|git|cd|ls|mkdir"
    r"|export|source|bash|sh|npm|npx|yarn|pnpm|brew|apt|apt-get|ollama|vllm|huggingface-cli|hf|modelscope|torchrun"
    r"|accelerate|deepspeed|llamafactory-cli|swift|litellm|aider|chmod|cp|mv|rm|cat|echo|make|cargo|go|sudo|srun"
    r"|sbatch|nohup|CUDA_VISIBLE_DEVICES\S*|llama-\w+|lm_eval|trl|axolotl|xinference|bentoml|lmdeploy)\s",
    re.MULTILINE,
)
_YAML = re.compile(r"^[ \t]*(?:- )*[A-Za-z_][\w./-]*:(?: \S.*)?$", re.MULTILINE)


def guess(text: str) -> str:
    """Return the likely language of a block without a tag; ``text`` when it looks like none.

    The whole block is never parsed here: the first lines decide, the reader of the language copes.
    """
    head = text[:4000]
    stripped = head.lstrip()
    if stripped.startswith("FROM ") and re.search(
        r"^(?:PARAMETER|SYSTEM|TEMPLATE|ADAPTER) ", head, re.MULTILINE
    ):
        return "modelfile"
    if re.match(r"(?:#[^\n]*\n|ARG [^\n]*\n|\s)*FROM \S+", head):
        return "dockerfile"
    if stripped.startswith((">>> ",)):
        return "pycon"
    if stripped.startswith(("{", "[{", "[\n", '["')):
        return "json"
    shell, python = len(_SHELL.findall(head)), len(_PYTHON.findall(head))
    if shell and shell >= python:
        return "shell"
    if python:
        return "python"
    lines = [
        line for line in head.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    keyed = len(_YAML.findall(head))
    if lines and keyed and keyed * 2 >= len(lines):
        return "yaml"
    return "text"

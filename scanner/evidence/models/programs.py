# ruff: noqa: E501 (a row of the table is one line)
"""Programs that resolve names of models and data sets: which of their words names what.

One row per program: its leading words (``|`` between alternatives), the role of its first and of its
further positional words, and flags that mean something of their own. Flags that speak for themselves
(``--model-id``, ``--tokenizer``) need no row: the key reader knows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.keys import NOTHING, Role, Trust
from scanner.evidence.words import words
from scanner.model.evidence import Kind, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

HUB = Role(Trust.SURE, Kind.MODEL, Relation.USES, "hub")
HUB_KEYED = Role(Trust.KEYED, Kind.MODEL)
DATASET = Role(Trust.KEYED, Kind.DATASET)
MODELSCOPE = Role(Trust.SURE, Kind.MODEL, Relation.USES, "modelscope")
MODELSCOPE_DATASET = Role(Trust.SURE, Kind.DATASET, Relation.USES, "modelscope")
WEIGHT = Role(Trust.SURE, Kind.WEIGHT_FILE)
HOSTED = Role(Trust.SURE, Kind.HOSTED_MODEL)


def _named(namespace: str) -> Role:
    return Role(Trust.SURE, Kind.NAMED_MODEL, Relation.USES, namespace)


OLLAMA, WHISPER, SPACY = _named("ollama"), _named("whisper"), _named("spacy")


class Program(NamedTuple):
    """How one program names what it loads."""

    words: tuple[tuple[str, ...], ...]  # leading words, each with its alternatives
    first: Role | None = None
    rest: Role | None = None
    flags: Mapping[str, Role] = {}
    anywhere: bool = False  # also after ``docker exec x``, ``kubectl exec x --``


def _program(
    words: str,
    first: Role | None = None,
    rest: Role | None = None,
    flags: Mapping[str, Role] | None = None,
) -> Program:
    leading = tuple(tuple(word.split("|")) for word in words.split())
    return Program(leading, first, rest, flags or {}, len(leading) > 1)


_NOT_MODEL = {"--model": NOTHING, "-m": NOTHING}
_M = {"-m": HUB_KEYED}
_LLAMA = {
    "-m": Role(Trust.KEYED, Kind.WEIGHT_FILE), "-hf": HUB, "-hfr": HUB, "--hf-repo": HUB, "-hff": WEIGHT, "--hf-file": WEIGHT,
    "-md": Role(Trust.KEYED, Kind.WEIGHT_FILE), "--mmproj": WEIGHT, "-hfv": HUB, "-hfrv": HUB, "--lora": WEIGHT,
    "-hfd": HUB, "--hf-repo-draft": HUB, "-mu": HUB_KEYED, "--alias": NOTHING, "-a": NOTHING,
}  # fmt: skip

#: Longer rows come first where one is the beginning of another.
PROGRAMS = (
    _program("ollama pull|run", OLLAMA),
    _program("ollama create|push|cp|list|ls|ps|serve|show|rm|stop", NOTHING, NOTHING),
    _program("hf|huggingface-cli download", HUB, WEIGHT, {"--revision": NOTHING, "--local-dir": NOTHING, "--include": NOTHING, "--exclude": NOTHING}),
    _program("hf|huggingface-cli upload|repo|repos|upload-large-folder|delete-cache|tag|login|whoami|auth|env|scan-cache|models|datasets|spaces|collections|papers|cache|endpoints|repo-files|lfs-enable-largefiles", NOTHING, NOTHING),
    _program("modelscope create|upload|login|scan-cache|clear-cache|plugin|server|info|list", NOTHING, NOTHING),
    _program("cortex run|pull|start|stop", _named("cortex")),
    _program("modelscope download", MODELSCOPE, None, {"--model": MODELSCOPE, "--dataset": MODELSCOPE_DATASET, "--model_id": MODELSCOPE}),
    _program("openmind|om download", HUB),
    _program("vllm serve", HUB),
    _program("vllm bench|chat|complete|run-batch"),
    _program("sglang serve", HUB),
    _program("transformers-cli|transformers download|chat|serve", HUB),
    _program("optimum-cli export", None, None, _M),
    _program("spacy download", SPACY, SPACY),
    _program("lmdeploy serve", None, HUB),
    _program("lmdeploy chat|convert|lite|check_env", None, HUB),
    _program("mlc_llm|mlc-llm chat|serve|convert_weight|gen_config|compile", HUB),
    _program("openllm|bentoml start|serve|run|build", HUB_KEYED),
    _program("openllm run|serve|hello", HUB),
    _program("ramalama run|serve|pull|bench|rm", HUB_KEYED),
    _program("lms get|load|import", _named("lmstudio")),
    _program("local-ai run", _named("localai"), _named("localai")),
    _program("local-ai models", None, _named("localai")),
    _program("docker model", None, HUB_KEYED),
    _program("llm -m", None, None, {"-m": HOSTED}),
    _program("tune download", HUB),
    _program("litgpt download|chat|generate|finetune|finetune_lora|serve|pretrain|evaluate|convert_to_litgpt", HUB),
    _program("nexa run|pull|infer|server", HUB_KEYED),
    _program("gpustack start", None),
    _program("xinference launch|register", None, None, {"--model-name": _named("xinference"), "-n": _named("xinference")}),
    _program("tabby serve", None, None, {"--model": _named("tabby"), "--chat-model": _named("tabby")}),
    _program("infinity_emb|infinity-emb v2|v1", None, None, {"--model-id": HUB, "--model-name-or-path": HUB}),
    _program("swift sft|pt|rlhf|infer|export|deploy|eval|app|merge-lora|sample|web-ui", None, None, {"--dataset": DATASET, "--val_dataset": DATASET}),
    _program("llamafactory-cli train|chat|export|api|webchat|webui|eval"),
    _program("lm_eval|lm-eval|lm_evaluation_harness", None, None, _NOT_MODEL),
    _program("promptfoo eval|redteam"),
    _program("whisper", None, None, {"--model": WHISPER}),
    _program("whisperx", None, None, {"--model": WHISPER, "--align_model": HUB, "--diarize_model": HUB}),
    _program("whisper-ctranslate2|faster-whisper|whisper_timestamped", None, None, {"--model": WHISPER}),
    _program("funasr", None, None, {"--model": _named("funasr"), "--vad-model": _named("funasr"), "--punc-model": _named("funasr")}),
    _program("insanely-fast-whisper", None, None, {"--model-name": HUB}),
    _program("aider|litellm|interpreter|claude|gpte|mods|aichat|sgpt|goose|opencode|chatblade|elia|llm|crush|oterm", None, None, {"--model": HUB_KEYED, "-m": HUB_KEYED}),
    _program("codex|gemini|qwen|qodo|cursor-agent", None, None, {"--model": HUB_KEYED, "-m": HUB_KEYED}),
    _program("text-generation-launcher|text-embeddings-router|lorax-launcher|text-generation-server", None, None, {"--model-id": HUB}),
    _program("llama-cli|llama-server|llama-run|llama-simple|llama-bench|llama-embedding|llama-perplexity|llama-mtmd-cli|llama-gguf-split|main|server|koboldcpp|llamafile|llama-quantize|llama-tts|llama-llava-cli|llama-qwen2vl-cli|llama-speculative|llama-imatrix", None, None, _LLAMA),
    _program("ct2-transformers-converter", None, None, {"--model": HUB}),
    _program("convert_hf_to_gguf.py|convert-hf-to-gguf.py|convert.py", HUB_KEYED),
    _program("mlx_lm.generate|mlx_lm.convert|mlx_lm.server|mlx_lm.lora|mlx_lm.chat|mlx_lm.fuse|mlx_vlm.generate|mlx_lm.manage", None, None, {"--model": HUB, "--hf-path": HUB}),
    _program("mlx_lm|mlx_vlm", None, None, {"--model": HUB, "--hf-path": HUB}),
    _program("autotrain", None, None, {"--model": HUB, "--data-path": DATASET}),
    _program("piper", None, None, {"--model": _named("piper"), "-m": _named("piper")}),
    _program("tts", None, None, {"--model_name": _named("coqui")}),
    _program("rembg i|p|d|s|b", None, None, {"-m": _named("rembg"), "--model": _named("rembg")}),
    _program("yolo", None, None, {"model": _named("ultralytics")}),
    _program("demucs", None, None, {"-n": _named("demucs"), "--name": _named("demucs")}),
    _program("nltk.downloader"),
    _program("spacy", None),
)  # fmt: skip


def _by_first_word() -> dict[str, tuple[Program, ...]]:
    found: dict[str, tuple[Program, ...]] = {}
    for program in PROGRAMS:
        for name in program.words[0]:
            found[name] = (*found.get(name, ()), program)
    return found


BY_FIRST_WORD = _by_first_word()

#: Words before a program that change nothing of what it loads.
LAUNCHERS = words(
    """
    sudo env nohup time exec command stdbuf nice ionice numactl taskset timeout xvfb-run srun
    mpirun mpiexec uvx pipx npx bunx dotenv proxychains4 proxychains catchsegv setsid unbuffer
    then do else watch caffeinate firejail
    """
)
#: Two words that run what follows.
RUNNERS = frozenset(
    [
        ("uv", "run"),
        ("poetry", "run"),
        ("pdm", "run"),
        ("hatch", "run"),
        ("pipenv", "run"),
        ("rye", "run"),
        ("pixi", "run"),
        ("conda", "run"),
        ("pipx", "run"),
        ("mamba", "run"),
        ("accelerate", "launch"),
        ("uv", "tool"),
        ("op", "run"),
        ("infisical", "run"),
        ("doppler", "run"),
    ]
)
#: Programs whose ``--repo`` is a repository of code.
CODE_HOSTS = words("git gh glab hub tea")
#: Programs whose plain words are files, packages, images, hosts: never names of models.
PLAIN = words(
    """
    git pip pip3 uv conda mamba apt apt-get yum dnf brew apk npm yarn pnpm
    cd cp mv rm mkdir ls cat touch chmod chown ln tar unzip zip source . export set unset echo
    printf grep sed awk find xargs tee test [ pytest tox nox ruff black mypy flake8 isort make
    cmake ninja helm oc minikube kind terraform aws gcloud az gsutil ssh scp rsync open
    code vim nano head tail wc sort uniq diff which alias go rustup node tsc deno bun
    systemctl service journalctl ps kill top nvidia-smi curl wget aria2c axel http https
    pre-commit poetry pdm hatch pipx modal sky fly flyctl heroku vercel streamlit gradio uvicorn
    gunicorn celery flask django-admin alembic mkdocs
    """
)
#: First words of commands that ask about a name, or remove it: nothing is used by them.
LOOKUPS = words(
    """
    explain info show describe inspect search find list ls view open browse check why status stat
    stats license licence remove rm delete uninstall diff compare rate vote star
    """
)
#: Flags whose value is written.
OUTPUT_FLAGS = words(
    """
    -o -O --output --out --output-document --output-dir --output_dir --out-dir --out_dir --outfile
    --local-dir --local_dir --save-dir --save_dir --export-dir --dest --destination --target
    """
)
#: Flags without a value: the word after them stands for itself.
SWITCHES = words(
    """
    --trust-remote-code --trust_remote_code --quiet --verbose --rm --force --yes --resume
    --resume-download --stream --enforce-eager --disable-log-requests --disable-log-stats
    --insecure --no-cache --upgrade --pre --debug --help --enable-prefix-caching
    --enable-chunked-prefill --enable-auto-tool-choice --enable-lora --load-in-4bit
    --load_in_4bit --load_in_8bit --fp16 --bf16 --use_fast --do_train --do_eval
    --overwrite_output_dir --push_to_hub --no-stream --offline --local --interactive --tty
    --detach --privileged --enable-reasoning --multimodal --skip-tokenizer-init
    --async-scheduling --recursive -q -v -y -it -i -t -d -f -U -e -r -x -s -L -O -k -I
    """
)

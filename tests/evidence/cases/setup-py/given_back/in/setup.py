"""Extras go through a function that may change them."""

from setuptools import setup


def settled(extras):
    required = []
    with open("pinned.txt") as lines:
        required += [line.strip() for line in lines]
    if "torch" in required:
        extras["serve"] = ["uvicorn"]
    return required, extras


extras_require = {
    "train": ["peft>=0.11", "trl"],
    "serve": ["vllm==0.8.5"],
}

install_requires, extras_require_build = settled(extras_require)

setup(
    name="given-back",
    install_requires=install_requires,
    extras_require=extras_require_build,
)

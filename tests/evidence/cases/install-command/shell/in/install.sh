#!/bin/sh
set -e
VERSION=2.3.0
sudo pip3 install -U pip "torch==$VERSION" transformers>=4
python -m pip install -r reqs.list.txt -c constraints.txt --no-cache-dir flash_attn
uv pip install --system 'vllm[cuda]>=0.5'
uv add --dev pytest
uvx ruff check
uv run --with rich,typer main.py
poetry add httpx
conda install -y -c conda-forge numpy=1.26 scipy
pip install $UNKNOWN
pip install .
pip install -e '.[dev]'
pip uninstall old
echo "pip install mentioned"
# pip install commented

#!/usr/bin/env bash
# Installs the tool from the action's own checkout, so that pinning the action pins tool, rules and data.
set -euo pipefail

python=python3
command -v "$python" >/dev/null || python=python
# -I: the scanned repository is the working directory, and nothing of it may be imported.
if ! "$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
  echo '::error title=flagstate::needs Python 3.10 or newer; add a step that sets one up'
  exit 2
fi

venv="$RUNNER_TEMP/flagstate-venv"
"$python" -I -m venv "$venv"
bin="$venv/bin"
[ -d "$bin" ] || bin="$venv/Scripts" # Windows

quiet=(--quiet --disable-pip-version-check --no-input)
"$bin/python" -I -m pip install "${quiet[@]}" --require-hashes \
  -r "$GITHUB_ACTION_PATH/.github/action/requirements.txt"
"$bin/python" -I -m pip install "${quiet[@]}" --no-deps --no-build-isolation "$GITHUB_ACTION_PATH"
echo "python=$bin/python" >>"$GITHUB_OUTPUT"

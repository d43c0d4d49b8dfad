#!/usr/bin/env bash
# Scans, writes the report files, the job summary and the outputs. Always exits 0: gate.sh decides.
set -euo pipefail

refuse() {
  printf '::error title=flagstate::%s\n' "$1"
  echo 'exit-code=2' >>"$GITHUB_OUTPUT"
  exit 0
}

# Inputs are data: one line each, never a flag. The message names the input and not its value,
# which could hold a workflow command.
for name in PATH CONFIG MODE MARKETS FAIL_ON SUMMARY FORMATS; do
  variable="FLAGSTATE_IN_$name"
  case "${!variable}" in
    -*) refuse "input $name starts with a dash" ;;
    *$'\n'* | *$'\r'*) refuse "input $name has more than one line" ;;
  esac
done
[ "$FLAGSTATE_IN_MODE" = full ] || refuse 'input MODE is not full'
case "$FLAGSTATE_IN_SUMMARY" in true | false) ;; *) refuse 'input SUMMARY is not true or false' ;; esac

folder="$RUNNER_TEMP/flagstate"
mkdir -p "$folder"
arguments=(--output "json=$folder/result.json" --output "markdown=$folder/summary.md")
IFS=, read -r -a formats <<<"$FLAGSTATE_IN_FORMATS"
for format in ${formats[@]+"${formats[@]}"}; do
  format="${format//[[:space:]]/}"
  [[ "$format" =~ ^[a-z0-9-]*$ ]] || refuse 'input FORMATS holds a name that is no format'
  case "$format" in
    '' | json) ;;
    markdown) echo "markdown-file=$folder/summary.md" >>"$GITHUB_OUTPUT" ;;
    *) arguments+=(--output "$format=$folder/report.$format") ;;
  esac
done
[ -z "$FLAGSTATE_IN_CONFIG" ] || arguments+=(--config "$FLAGSTATE_IN_CONFIG")
[ -z "$FLAGSTATE_IN_MARKETS" ] || arguments+=(--context "markets=$FLAGSTATE_IN_MARKETS")
[ -z "$FLAGSTATE_IN_FAIL_ON" ] || arguments+=(--fail-on "$FLAGSTATE_IN_FAIL_ON")

# The report quotes the scanned repository: no line of it may command the runner.
token="$("$FLAGSTATE_PYTHON" -I -c 'import secrets; print(secrets.token_hex(16))')"
code=0
echo "::stop-commands::$token"
"$FLAGSTATE_PYTHON" -I -m scanner scan "${arguments[@]}" -- "$FLAGSTATE_IN_PATH" 2>&1 || code=$?
echo "::$token::"

echo "exit-code=$code" >>"$GITHUB_OUTPUT"
if [ -f "$folder/result.json" ]; then
  {
    echo "folder=$folder"
    echo "result-file=$folder/result.json"
    "$FLAGSTATE_PYTHON" -I "$GITHUB_ACTION_PATH/.github/action/counts.py" \
      "$folder/result.json" "$code"
  } >>"$GITHUB_OUTPUT"
  # The runner takes 1 MiB of summary and aborts on more; the report is built to stay below.
  [ "$FLAGSTATE_IN_SUMMARY" = false ] || cat "$folder/summary.md" >>"$GITHUB_STEP_SUMMARY"
fi

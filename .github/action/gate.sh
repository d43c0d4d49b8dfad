#!/usr/bin/env bash
# Turns the recorded exit code of the scan into the step's own.
set -euo pipefail

code="${FLAGSTATE_CODE:-70}" # none recorded: the scan did not get that far
case "$FLAGSTATE_IN_WARN_ONLY" in
  false) ;;
  true) case "$code" in 1 | 3 | 4) code=0 ;; esac ;;
  *)
    echo '::error title=flagstate::input WARN_ONLY is not true or false'
    code=2
    ;;
esac
case "$code" in
  0) ;;
  1) echo '::error title=flagstate::findings at or above fail-on; see the job summary' ;;
  *) printf '::error title=flagstate::exit code %q; see the log of the scan\n' "$code" ;;
esac
exit "$code"

#!/usr/bin/env bash
# Mutation testing of src/bukti/assessment with mutmut; settings in pyproject.toml, [tool.mutmut].
# Names of mutants, for example "bukti.assessment.rules*", run only those.
# Works on a copy, so that mutants never lie beside the source. Prints the killed per module, fails below 85 %.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git -C "$root" ls-files -z | (cd "$root" && xargs -0 cp --parents -t "$copy")
cd "$copy"
# mutmut puts the copy's mutants/src before the editable install, which points to the root
"$root/.venv/bin/mutmut" run --max-children "${JOBS:-2}" "$@"
"$root/.venv/bin/mutmut" results
"$root/.venv/bin/python" eval/mutation.py

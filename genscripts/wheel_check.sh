#!/usr/bin/env bash
# The wheel, installed without development packages and used outside the repository, must work.
set -euo pipefail
uv=$(realpath "$1")
root=$(git rev-parse --show-toplevel)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$uv" build --quiet --wheel --out-dir "$work/dist" "$root"
"$uv" venv --quiet "$work/venv"
"$uv" export --quiet --frozen --no-dev --no-emit-project --extra embeddings --project "$root" > "$work/locked.txt"
"$uv" pip install --quiet --python "$work/venv" --requirement "$work/locked.txt"
"$uv" pip install --quiet --python "$work/venv" --no-deps "$work"/dist/*.whl
cp -r "$root/examples/xinjiang" "$work/reports"
cd "$work"
venv/bin/python -c 'import bukti; from bukti import Case, assess, read, trace, weigh'
venv/bin/bukti assess reports --format json > result.json
venv/bin/python -c 'import json; r = json.load(open("result.json")); assert r["claims"], "no claims"; print("wheel: ok,", len(r["reports"]), "reports,", len(r["claims"]), "claims")'

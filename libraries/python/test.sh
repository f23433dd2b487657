#!/usr/bin/env bash
# Everything that is held of the Python library, from nothing but Python with venv and pip: `./test.sh`.
# It ends with `python: N passed, N failed`, where each check and each test is one. Works offline from the second time on.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
exec </dev/null

newest=.venv
oldest=.cache/oldest
passed=0
failed=0
mkdir -p .cache
log=$(mktemp)
trap 'rm -f "$log"' EXIT

finish() {
  echo "python: $passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

# A virtual environment of exactly what a file of requirements names.
environment() {
  local python=$1 folder=$2 requirements=$3
  local wanted
  wanted=$("$python" --version 2>&1; sha256sum <"$requirements")
  [ "$(cat "$folder/.made-of" 2>/dev/null)" = "$wanted" ] && return
  rm -rf "$folder"
  "$python" -m venv "$folder" &&
    "$folder/bin/pip" --disable-pip-version-check --quiet install --require-hashes --only-binary :all: -r "$requirements" &&
    echo "$wanted" >"$folder/.made-of"
}

# One check: passed when the command is content.
check() {
  echo "== $*"
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# Tests: each one counts.
tests() {
  echo "== $*"
  "$@" 2>&1 | tee "$log"
  local status=$?
  local good bad
  good=$(sed -nE 's/.*\b([0-9]+) passed.*/\1/p' "$log" | tail -n 1)
  bad=$(sed -nE 's/^([0-9]+) failed.*|.* ([0-9]+) failed.*/\1\2/p' "$log" | tail -n 1)
  passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-0}))
  # Without tests, or with a status that contradicts the numbers, something broke off.
  if [ -z "$good" ] || { [ "$status" -ne 0 ] && [ -z "$bad" ]; }; then failed=$((failed + 1)); fi
}

# The Python 3.6 of this machine, if there is one.
python36() {
  local candidate
  for candidate in "${PYTHON36:-}" python3.6 "$(pyenv root 2>/dev/null)"/versions/3.6.*/bin/python; do
    "$candidate" -c 'import sys, venv; sys.exit(sys.version_info[:2] != (3, 6))' 2>/dev/null && echo "$candidate" && return
  done
}

build() {
  rm -rf .cache/wheels &&
    "$newest/bin/pip" --disable-pip-version-check --quiet wheel --no-index --no-deps --no-build-isolation -w .cache/wheels .
}

echo "== $("${PYTHON:-python3}" --version), requirements/dev.txt"
environment "${PYTHON:-python3}" "$newest" requirements/dev.txt &&
  "$newest/bin/pip" --disable-pip-version-check --quiet install --no-index --no-deps --no-build-isolation -e . || {
  echo 'the tools cannot be installed'
  failed=1
  finish
}
check "$newest/bin/ruff" check --quiet .
check "$newest/bin/ruff" format --quiet --check .
check "$newest/bin/mypy" --no-error-summary
check "$newest/bin/vermin" --quiet --no-tips --eval-annotations --violations -t=3.6- src
tests "$newest/bin/pytest" -q --cov
check build

old_python=$(python36)
if [ -n "$old_python" ]; then
  echo "== $("$old_python" --version), requirements/oldest.txt"
  check environment "$old_python" "$oldest" requirements/oldest.txt
  check "$oldest/bin/pip" --disable-pip-version-check --quiet install --no-index --no-deps --force-reinstall .cache/wheels/*.whl
  tests "$oldest/bin/pytest" -q -o pythonpath=. tests
else
  echo '== no Python 3.6 here: that the sources need no more, vermin holds alone'
fi
finish

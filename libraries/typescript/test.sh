#!/usr/bin/env bash
# The built library on every runtime that npm has a binary of, from Node 8 to a Worker, as `npm run runtimes` does.
# Its tests on Node 24 and in Chromium are part of `npm test`. Ends with `runtimes: N passed, N failed`. Needs Chromium, and npm once.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1

log=$(mktemp)
trap 'rm -f "$log"' EXIT
npm run --silent runtimes -- --check 2>&1 | tee "$log"
status=$?

read -r passed failed <<<"$(awk '/ [0-9]+ passed, [0-9]+ failed$/ { good += $(NF-3); bad += $(NF-1) } END { print good + 0, bad + 0 }' "$log")"
# A runtime that is missing, or a table that is another one, is said by the status alone.
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
echo "runtimes: $passed passed, $failed failed"
[ "$failed" -eq 0 ]

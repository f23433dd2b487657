#!/usr/bin/env bash
# All that is checked of the Go library: formatting, vet, tests under the race detector on this Go and on the oldest that
# is supported. With FUZZ_TIME=30s every fuzz target runs as long; without, their seeds run with the tests.
# Says what it runs, and ends with `N passed, N failed`.
# Needs Go 1.18 or newer and a C compiler (Debian: golang-go gcc libc6-dev); fetches the oldest Go once.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

oldest=1.14.15
fuzz_time=${FUZZ_TIME:-}
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Runs a step, and counts it as one.
step() {
  echo "== $*"
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# Runs `go test -v` with some Go, and counts its tests. What fails outside of a test counts as one.
tests() {
  echo "== $*"
  "$@" >"$log" 2>&1
  local status=$? bad
  bad=$(grep -c '^ *--- FAIL: ' "$log")
  # The seeds of fuzz targets are vectors that were counted already.
  passed=$((passed + $(grep '^ *--- PASS: ' "$log" | grep -vc '/seed#')))
  failed=$((failed + bad))
  if [ "$status" -ne 0 ]; then
    [ "$bad" -gt 0 ] || failed=$((failed + 1))
    grep -v -e '^=== ' -e '^ *--- PASS: ' "$log"
  fi
  grep '^ok' "$log"
}

formatted() {
  local files
  files=$(gofmt -l .) && [ -z "$files" ] || { echo "not as gofmt writes it: $files" && return 1; }
}

# The standard library is all that the module needs.
alone() {
  [ "$(go list -m all)" = "$(go list -m)" ]
}

# The folder of the oldest Go. Toolchains are modules, so the proxy has it and the checksum database vouches for it.
fetch_oldest() {
  local folder platform
  platform=$(go env GOOS)-$(go env GOARCH)
  folder=$(cd / && go mod download -json "golang.org/toolchain@v0.0.1-go$oldest.$platform" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
  [ -n "$folder" ] && chmod +x "$folder"/bin/* "$folder"/pkg/tool/*/* && echo "$folder"
}

# Without what the environment says of flags: it is meant for a newer Go.
oldest_go() {
  GOENV=off GOFLAGS='' GOTOOLCHAIN='' GOROOT=$root "$root/bin/go" "$@"
}

command -v go gofmt >/dev/null || { echo 'Go is missing' && echo '0 passed, 1 failed' && exit 1; }
go version

step formatted
step alone
step go vet ./...
tests go test -count=1 -race -v ./...
# Integers of 32 bits; the same processor can run them.
if [ "$(go env GOHOSTOS)/$(go env GOHOSTARCH)" = linux/amd64 ]; then
  tests env GOARCH=386 go test -count=1 -v ./...
fi

if root=$(fetch_oldest); then
  oldest_go version
  step oldest_go vet ./...
  tests oldest_go test -count=1 -race -v ./...
else
  echo "Go $oldest cannot be fetched"
  failed=$((failed + 1))
fi

for folder in . ./internal/jsontext; do
  [ -n "$fuzz_time" ] || break
  for target in $(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\)(.*/\1/p' "$folder/fuzz_test.go"); do
    step go test -run '^$' -fuzz "^$target\$" -fuzztime "$fuzz_time" "$folder"
  done
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

#!/usr/bin/env bash
# Everything that is held of the PHP library: `./test.sh`. It needs the Debian packages php-cli, php-mbstring, php-xml, php-pcov,
# composer, phpunit, php-codesniffer and phpmd, and Node with npm for the old versions of PHP. It ends with
# `php: N passed, N failed`, where each check and each test is one. Works offline from the second time on.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
exec </dev/null
export COMPOSER_ALLOW_SUPERUSER=1 COMPOSER_NO_INTERACTION=1

# The last runtime that carries PHP 5.6 to Node, and what it must be.
old_php=@php-wasm/node@0.1.56
old_php_sha512=HcIPR8QnBgNsgys+msHktUICG+ENNn3Xt6kjP1OJKA0Yi/Y9bATEe8DJx3RiPyrVDJsb8WLKB+aWq9KVXl8x8w==
old_php_versions=(5.6 7.0 7.1 7.2)

passed=0
failed=0
mkdir -p .cache
log=$(mktemp)
trap 'rm -f "$log"' EXIT

finish() {
  echo "php: $passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

# One check: passed when the command is content.
check() {
  echo "== $*"
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# Adds up numbers. Without tests, or with a status that contradicts them, something broke off.
add() {
  local status=$1 good=$2 bad=$3
  passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-0}))
  if [ "${good:-0}" -eq 0 ] || { [ "$status" -ne 0 ] && [ "${bad:-0}" -eq 0 ]; }; then failed=$((failed + 1)); fi
}

# Every file is PHP, for the PHP of this machine.
syntax() {
  local file
  find auto_loader.php testee.php bench src tests -name '*.php' | while read -r file; do
    php -l "$file" | grep -v '^No syntax errors' && return 1
  done
  return 0
}

# The tests, and whether they reach every line.
unit_tests() {
  echo '== phpunit'
  local pcov=(-d pcov.enabled=1 -d pcov.directory=src)
  php -m | grep -q '^pcov$' || pcov+=(-d extension=pcov)
  php "${pcov[@]}" "$(command -v phpunit)" \
    --log-junit .cache/junit.xml --coverage-text=.cache/coverage.txt >"$log" 2>&1
  local status=$?
  grep -vE '^[.FEWRSI]+ +[0-9]+ / [0-9]+' "$log"
  local all bad
  read -r all bad <<<"$(sed -nE '0,/<testsuite /s/.*<testsuite .* tests="([0-9]+)" .* errors="([0-9]+)" warnings="([0-9]+)" failures="([0-9]+)".*/\1 \2+\3+\4/p' .cache/junit.xml)"
  bad=$((${bad:-0}))
  add "$status" $((${all:-0} - bad)) "$bad"
}

whole_coverage() {
  sed -nE 's/^ +(Lines: +.*)/\1/p' .cache/coverage.txt | head -n 1
  grep -qE '^ +Lines: +100\.00%' .cache/coverage.txt && return
  awk '/^[A-Z]/ { class = $0 } /Lines: +[0-9.]+%/ && !/Lines: +100\.00%/ { print class ": " $0 }' .cache/coverage.txt
  return 1
}

# Brings the old versions here, unless they are.
fetch_old_php() {
  local folder=.cache/old_php
  [ "$(cat "$folder/.made-of" 2>/dev/null)" = "$old_php_sha512" ] && return
  rm -rf "$folder" && mkdir -p "$folder" || return
  local archive
  archive=$(npm pack --silent --pack-destination "$folder" "$old_php") || return
  [ "$(openssl dgst -sha512 -binary "$folder/$archive" | base64 --wrap=0)" = "$old_php_sha512" ] || return
  tar -xzf "$folder/$archive" -C "$folder" && rm "$folder/$archive" && echo "$old_php_sha512" >"$folder/.made-of"
}

# On each old version: every vector, the example of ZEGOCLOUD's page, and what depends most on the version.
old_versions() {
  local version good bad
  for version in "${old_php_versions[@]}"; do
    echo "== PHP $version (WebAssembly)"
    node tests/old_php/run.cjs .cache/old_php/package "$version" 2>&1 | tee "$log"
    local status=${PIPESTATUS[0]}
    read -r good bad <<<"$(sed -nE 's/^.* bits: ([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' "$log")"
    add "$status" "${good:-0}" "${bad:-0}"
  done
}

echo "== $(php --version | head -n 1)"
check composer validate --quiet --strict --no-check-publish
check composer dump-autoload --quiet --dev
check composer dump-autoload --quiet --working-dir=../../examples/php
check syntax
check phpcs
check phpmd src text phpmd.xml
unit_tests
check whole_coverage
check fetch_old_php
old_versions
finish

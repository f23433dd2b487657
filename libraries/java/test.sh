#!/usr/bin/env bash
# All that is checked of the Java library: formatting, javac and Error Prone without a warning, that the classes are those of
# Java 8 and need nothing else, and all tests, on Java 8 as well. With OTHER_JAVA=/usr/lib/jvm/… they run on that one too.
# Says what it runs, and ends with `java: N passed, N failed`. Works offline from the second time on.
# Needs Maven and a JDK of 11 or newer (Debian: maven openjdk-17-jdk-headless).
set -uo pipefail
cd "$(dirname "$0")" || exit 1
exec </dev/null

java8=52
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

finish() {
  echo "java: $passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

# Runs a step, and counts it as one.
step() {
  echo "== $*"
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

maven() {
  mvn --batch-mode --no-transfer-progress -Dstyle.color=never "$@"
}

# Runs tests, and counts each. What fails outside of a test counts as one.
tests() {
  echo "== mvn $*"
  maven "$@" >"$log" 2>&1
  local status=$? run failures errors
  read -r run failures errors < <(
    sed -nE 's/^\[[A-Z]+\] Tests run: ([0-9]+), Failures: ([0-9]+), Errors: ([0-9]+), Skipped: 0$/\1 \2 \3/p' "$log" | tail -1
  )
  if [ "${run:-0}" -eq 0 ]; then
    failed=$((failed + 1))
  else
    failed=$((failed + failures + errors))
    passed=$((passed + run - failures - errors))
    [ "$status" -eq 0 ] || [ $((failures + errors)) -gt 0 ] || failed=$((failed + 1))
  fi
  if [ "$status" -eq 0 ]; then
    grep -E '^\[[A-Z]+\] Tests run: [0-9]+, .*Skipped: 0$' "$log" | tail -1
  else
    grep -E '^\[(ERROR|WARNING)\]' "$log"
  fi
}

# Spoken of only when it fails: Maven has its colours to reset even when it is quiet.
formatted() {
  maven --quiet spotless:check >"$log" 2>&1 || { cat "$log" && return 1; }
}

# The classes are those of Java 8.
classes_of_java8() {
  local class version
  while IFS= read -r -d '' class; do
    version=$(od -An -tu1 -j7 -N1 "$class" | tr -d ' ')
    [ "$version" = "$java8" ] || { echo "$class has version $version" && return 1; }
  done < <(find target/classes -name '*.class' -print0)
  [ -f target/classes/io/roompass/token/Roompass.class ]
}

# The library needs the module java.base and nothing else.
alone() {
  local needed
  needed=$(jdeps -summary target/classes | sed 's/.* -> //' | sort -u)
  [ "$needed" = java.base ] || { echo "it needs: $needed" && return 1; }
}

for tool in mvn javac jdeps; do
  command -v "$tool" >/dev/null || { echo "$tool is missing" && failed=1 && finish; }
done
javac -version

step formatted
tests -Pcheck clean verify
step classes_of_java8
step alone
on() {
  "$1/bin/java" -version 2>&1 | head -n 1
  tests surefire:test "-Djvm=$1/bin/java" "${@:2}"
}
if oldest=$(./java8.sh 2>"$log"); then
  # The examples are run as sources, which Java does from 11 on.
  on "$oldest" '-Dtest=!ReadmeTest'
else
  cat "$log"
  echo '== no Java 8 here: that the classes need no more, the compiler and jdeps hold alone'
fi
[ -z "${OTHER_JAVA:-}" ] || on "$OTHER_JAVA"

finish

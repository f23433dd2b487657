#!/usr/bin/env bash
# All that is checked of the .NET library: formatting, a build as for C# 3 with warnings as errors, gendarme, that nothing younger than .NET
# Framework 3.5 is used, the tests, the example of the README. Says what it runs, and ends with `N passed, N failed`.
# Needs Debian's mono-mcs mono-runtime libmono-system-core4.0-cil nunit-console libnunit-cil-dev gendarme clang-format; no network.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
nunit=$(echo /usr/lib/cli/nunit.framework-*/nunit.framework.dll)
compiler=(mcs -nologo -langversion:3 -warn:4 -warnaserror -optimize+ -debug+ -r:System.Core.dll -r:System.dll)

# Runs a step, and counts it as one.
step() {
  echo "== $*"
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

formatted() {
  find . -name '*.cs' ! -name AssemblyInfo.cs ! -path './bin/*' ! -path '*/obj/*' -print0 | xargs -0 clang-format --dry-run -Werror
}

library() {
  "${compiler[@]}" -target:library -out:bin/Roompass.dll -doc:bin/Roompass.xml -recurse:'src/Roompass/*.cs'
}

# A program of its own, out of a folder and what else is named.
program() {
  "${compiler[@]}" -out:"bin/$1.exe" -r:bin/Roompass.dll "$2"/*.cs "${@:3}"
}

tests() {
  "${compiler[@]}" -target:library -out:bin/Roompass.Tests.dll -r:bin/Roompass.dll -r:bin/Roompass.Testee.exe \
    -r:System.Xml.dll -r:"$nunit" tests/*.cs
}

linted() {
  gendarme --quiet --ignore tools/gendarme.ignore --severity medium+ --confidence normal+ --log "$log" bin/Roompass.dll ||
    { cat "$log" && return 1; }
}

# What the README shows is compiled as it stands there, and says what stands there.
example() {
  {
    echo 'using System; using Roompass; using ZegoServerAssistant; class Example { static void Main() {'
    sed -n '/^```csharp$/,/^```$/{/^```/d;p;}' README.md
    echo '} }'
  } >bin/Example.cs
  mcs -nologo -langversion:3 -warnaserror -out:bin/Example.exe -r:bin/Roompass.dll bin/Example.cs &&
    ROOMPASS_SERVER_SECRET='an example of 32 characters, ok?' mono bin/Example.exe | diff - <(sed -n 's|^Console.*; // ||p' README.md)
}

# Each test counts, and so does one that was not run; when nothing can be read of them, that is one failure.
run_tests() {
  echo '== nunit-console bin/Roompass.Tests.dll'
  nunit-console bin/Roompass.Tests.dll -nologo -noresult -nodots >"$log" 2>&1
  local status=$? run=0 bad=0
  read -r run bad < <(sed -nE \
    's/^Tests run: ([0-9]+), Errors: ([0-9]+), Failures: ([0-9]+), Inconclusive: ([0-9]+).*/\1 \2 \3 \4/p' "$log" |
    awk '{ print $1, $2 + $3 + $4 }')
  local left
  left=$(sed -nE 's/^ *Not run: ([0-9]+).*/\1/p' "$log")
  if [ "${run:-0}" -gt 0 ]; then
    bad=$((bad + ${left:-0}))
    passed=$((passed + run - bad + ${left:-0}))
  fi
  [ "$status" -ne 0 ] && [ "${bad:-0}" -eq 0 ] && bad=1
  [ "${run:-0}" -gt 0 ] || bad=1
  failed=$((failed + bad))
  if [ "$bad" -gt 0 ]; then cat "$log"; else grep '^Tests run' "$log"; fi
}

for tool in mcs mono nunit-console gendarme clang-format; do
  command -v "$tool" >/dev/null || { echo "$tool is missing" && echo '0 passed, 1 failed' && exit 1; }
done
mono --version | head -n 1
rm -rf bin && mkdir bin

step formatted
step library
step program Roompass.Testee testee
step program ApiCheck tools
step program Bench bench src/Roompass/Codec/{JsonMembers,JsonReader,JsonValue,Percent,Utf8}.cs
step tests
step mono bin/ApiCheck.exe bin/Roompass.dll api/net35.txt
step linted
step example
run_tests

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

#!/usr/bin/env bash
# All that is checked of the C++ library: formatting, lint, builds without a warning by g++ and clang++, every test under the
# address, undefined-behaviour and thread sanitizers, and programs against the installed package. FUZZ_TIME=60 fuzzes as well,
# so many seconds a target. Says what it runs, and ends with `cpp: N passed, N failed`.
# Needs Debian's g++ clang clang-format clang-tidy libclang-rt-14-dev cmake ninja-build libssl-dev libgtest-dev; nothing else.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
exec </dev/null

fuzz_time=${FUZZ_TIME:-}
passed=0
failed=0
mkdir -p build
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# One check: passed when the command is content.
check() {
  echo "== $*"
  if "$@" >"$log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    tail -n 60 "$log"
  fi
}

# Runs a test program; each of its tests counts, and what ends outside of a test counts as one that failed.
tests() {
  echo "== $*"
  "$@" --gtest_brief=1 >"$log" 2>&1
  local status=$? good bad
  good=$(sed -nE 's/^\[  PASSED  \] ([0-9]+) tests?\.$/\1/p' "$log")
  bad=$(grep -cE '^\[  FAILED  \] .* \([0-9]+ ms\)$' "$log")
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
  [ -n "$good" ] || [ "$bad" -gt 0 ] || bad=1
  passed=$((passed + ${good:-0}))
  failed=$((failed + bad))
  [ "$bad" -eq 0 ] || tail -n 60 "$log"
}

# Builds a target, or all, in build/<name>; a warning is an error.
build() {
  local name=$1 target=$2
  shift 2
  cmake -S . -B "build/$name" -G Ninja "$@" && cmake --build "build/$name" --target "$target"
}

files() { find include src tests testee bench fuzz -name '*.[ch]pp' -o -path '*zego*.h'; }

formatted() { files | xargs clang-format --dry-run --Werror; }

# The linter takes longer than all else: what it found clean it sees again when a file has changed.
linted() {
  local state
  state=$(cat .clang-tidy $(files | sort) | sha256sum)
  [ "$(cat build/linted 2>/dev/null)" = "$state" ] && return
  printf '%s\n' src/*.cpp src/*/*.cpp testee/*.cpp | xargs -P 2 -n 5 clang-tidy --quiet -p build/release && echo "$state" >build/linted
}

# What the library calls of OpenSSL, all of which 1.1.1 has as well.
asks_openssl_for_no_more() {
  local known='CRYPTO_memcmp ERR_pop_to_mark ERR_set_mark EVP_CIPHER_CTX_ctrl EVP_CIPHER_CTX_free EVP_CIPHER_CTX_new
    EVP_CIPHER_CTX_set_padding EVP_CipherFinal_ex EVP_CipherInit_ex EVP_CipherUpdate EVP_DigestFinal_ex EVP_DigestInit_ex
    EVP_DigestUpdate EVP_MD_CTX_copy_ex EVP_MD_CTX_free EVP_MD_CTX_new EVP_aes_128_cbc EVP_aes_128_gcm EVP_aes_256_cbc
    EVP_aes_256_gcm EVP_sha256 OPENSSL_cleanse OPENSSL_init_crypto RAND_bytes'
  local called
  called=$(nm -u build/release/libroompass_token.a | grep -oE '\b(CRYPTO|ERR|EVP|HMAC|OPENSSL|OSSL|RAND|SHA[0-9]*|AES)_\w+' | sort -u)
  [ -n "$called" ] && ! grep -vxF "$(echo $known | tr ' ' '\n')" <<<"$called"
}

# With what OpenSSL 3 deprecates out of sight.
needs_nothing_deprecated() {
  printf '%s\n' src/*.cpp src/*/*.cpp |
    xargs g++ -std=c++11 -fsyntax-only -Iinclude -Isrc -DOPENSSL_API_COMPAT=30000 -DOPENSSL_NO_DEPRECATED
}

# Programs that use the installed package, with one compiler and one standard.
consumers() {
  local compiler=$1 standard=$2 folder=build/consumer-$1-$2
  cmake -S tests/package -B "$folder" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_CXX_STANDARD="$standard" \
    -DCMAKE_PREFIX_PATH="$PWD/build/prefix" && cmake --build "$folder" &&
    ROOMPASS_SERVER_SECRET='Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6' "$folder/quick_start" | grep -qx 'Ada is in lobby' &&
    "$folder/official_sample"
}

# The shared library, installed where the consumers of the static one do not look.
shared() {
  build shared all -DCMAKE_CXX_COMPILER=g++ -DBUILD_SHARED_LIBS=ON -DROOMPASS_BUILD_TESTS=OFF
}

fuzz() {
  local target=$1 corpus=build/corpus/$1
  mkdir -p "$corpus"
  [ "$target" != fuzz_token ] || build/fuzz/fuzz/roompass_fuzz_seeds ../../spec/vectors "$corpus"
  "build/fuzz/fuzz/roompass_$target" -max_total_time="$fuzz_time" -max_len=9000 -artifact_prefix="build/$target-" "$corpus"
}

for tool in g++ clang++ clang-format clang-tidy cmake ninja; do
  command -v "$tool" >/dev/null || { echo "$tool is missing" && echo 'cpp: 0 passed, 1 failed' && exit 1; }
done
g++ --version | head -n 1
clang++ --version | head -n 1
openssl version 2>/dev/null

check formatted
check build release all -DCMAKE_CXX_COMPILER=g++ -DCMAKE_BUILD_TYPE=Release -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
tests build/release/tests/roompass_tests
check build asan roompass_tests -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=Debug -DROOMPASS_SANITIZE=address,undefined
tests build/asan/tests/roompass_tests
check build tsan roompass_threads_tests -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=Debug -DROOMPASS_SANITIZE=thread
tests build/tsan/tests/roompass_threads_tests
check asks_openssl_for_no_more
check needs_nothing_deprecated
check cmake --install build/release --prefix build/prefix
check consumers g++ 11
check consumers clang++ 20
check shared
check linted

if [ -n "$fuzz_time" ]; then
  check build fuzz all -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=RelWithDebInfo -DROOMPASS_BUILD_TESTS=OFF -DROOMPASS_BUILD_FUZZ=ON \
    -DROOMPASS_SANITIZE=fuzzer-no-link,address,undefined
  check fuzz fuzz_token
  check fuzz fuzz_payload
fi

echo "cpp: $passed passed, $failed failed"
[ "$failed" -eq 0 ]

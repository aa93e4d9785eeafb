#!/usr/bin/env bash
# Fuzzes what the module and the plugin read, for as many seconds as told (600), under the sanitizers: with libFuzzer where
# clang has it, else with changed inputs of the corpus. Exits 1 when something is found.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/c"
seconds=${1:-600} build=../target/fuzz
mkdir -p "$build"

# Whether clang is there, with its libraries (in Debian: clang and libclang-rt-14-dev).
has_libfuzzer() {
    clang -x c -fsanitize=fuzzer,address,undefined -o "$build/probe" - 2>/dev/null <<'END'
int LLVMFuzzerTestOneInput(const unsigned char *bytes, unsigned long length);
int LLVMFuzzerTestOneInput(const unsigned char *bytes, unsigned long length) { return bytes == 0 && length > 0 ? -1 : 0; }
END
}

if has_libfuzzer; then
    clang -g -O1 -std=c11 -D_POSIX_C_SOURCE=200809L -DLIBFUZZER -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
        -Isrc -pthread -o "$build/libfuzzer" test/fuzz.c src/board.c src/daemon.c src/frame.c src/items.c src/json.c
    mkdir -p "$build/found"
    exec "$build/libfuzzer" -max_total_time="$seconds" -artifact_prefix="$build/found/" "$build/found" corpus
fi

make --silent BUILD="$build" fuzz
end=$((SECONDS + seconds)) rounds=0
while [ $SECONDS -lt $end ]; do
    rounds=$((rounds + 1))
    SEED=$((RANDOM * 32768 + RANDOM + 1)) "$build/sanitized/fuzz" 100000 corpus/* >"$build/log" || {
        cat "$build/log"
        exit 1
    }
done
echo "$rounds rounds of 100,000 changes of each input: nothing found"

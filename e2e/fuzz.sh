#!/usr/bin/env bash
# Fuzzes every parser for as long as its test says (10 minutes each), one after the other, and says what was found.
# An input that breaks one is kept beside the test's other inputs, where every normal run tries it again.
#   e2e/fuzz.sh                      all of them
#   e2e/fuzz.sh FrameFuzzTest ...    those whose class or method has that name
set -u -o pipefail
cd "$(dirname "$0")/.." || exit 1
logs=target/fuzz
mkdir -p "$logs"

targets() { # prints: module class method
    git ls-files '*FuzzTest.java' | while read -r file; do
        module=${file%%/src/*} class=$(basename "$file" .java)
        grep -A1 '@FuzzTest' "$file" | sed -n 's/^ *void \([A-Za-z0-9]*\)(.*/\1/p' | sed "s|^|$module $class |"
    done
}

wanted() { # class method: whether the command line names it
    [ ${#names[@]} -eq 0 ] && return 0
    for name in "${names[@]}"; do [ "$name" = "$1" ] || [ "$name" = "$2" ] && return 0; done
    return 1
}

fuzz() { # module class method
    local log="$logs/$2.$3.log" runs
    JAZZER_FUZZ=1 mvn -B -ntp -pl "$1" -am test-compile surefire:test@fuzz -Dtest="$2#$3" -Dsurefire.failIfNoSpecifiedTests=false \
        -Dspotless.check.skip=true >"$log" 2>&1 </dev/null
    local code=$?
    runs=$(sed -n 's/^Done \([0-9]*\) runs in \([0-9]*\) second.*/\1 inputs in \2 s/p' "$log" | tail -n 1)
    if [ $code -eq 0 ] && [ -n "$runs" ]; then echo "nothing found  $2.$3  $runs"; return 0; fi
    echo "FAILED         $2.$3  see $log"
    return 1
}

names=("$@") failed=0 count=0
while read -r module class method; do
    wanted "$class" "$method" || continue
    count=$((count + 1))
    fuzz "$module" "$class" "$method" || failed=$((failed + 1))
done < <(targets)
[ $count -gt 0 ] || { echo "no fuzz test is named ${names[*]}" >&2; exit 1; }
echo "$count fuzzed, $failed failed"
[ $failed -eq 0 ]

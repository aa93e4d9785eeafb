#!/usr/bin/env bash
# Sends the same number of values to one Zabbix server with zabbix_sender and with meldkamer send, in turn, and prints
# both and their ratio, round by round and as medians. The two never run at once, and every run has values of its own,
# because a server is slower with values that it has already.
#
#   compare.sh ADDRESS PORT HOST KEY [VALUES [ROUNDS [PAUSE]]]
#
# HOST must have the trapper items KEY[0] to KEY[99], numeric (unsigned). VALUES is 100000, ROUNDS is 5 and PAUSE, in
# seconds between runs for the server to write what it took, is 5 if not given. "whole" is the whole process, "inside" is
# meldkamer send once its JVM is up. Needs target/meldkamer, which "mvn package" makes.
set -euo pipefail

[ $# -ge 4 ] || { sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; exit 1; }
address=$1 port=$2 host=$3 key=$4 values=${5:-100000} rounds=${6:-5} pause=${7:-5}

program=$(dirname "$(readlink -f "$0")")/../../target/meldkamer/bin/meldkamer
command -v zabbix_sender >/dev/null || { echo 'zabbix_sender is not installed (package zabbix-agent)' >&2; exit 1; }
[ -x "$program" ] || { echo "no $program: run mvn package first" >&2; exit 1; }

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
# Within the 90 days that an item keeps history by default, and likely not where another comparison was.
clock=$(($(date +%s) - 7000000 + $(date +%s) % 100000 * 60))
TIMEFORMAT='%R %U %S'

# One value a second and item, later than those of the run before.
make_values() {
    awk -v host="$host" -v key="$key" -v clock="$clock" -v count="$values" 'BEGIN {
        for (i = 0; i < count; i++) printf "%s %s[%d] %d %d %d\n", host, key, i % 100, clock + int(i / 100), i, i }' \
        >"$directory/values"
    clock=$((clock + values / 100 + 1))
}

# run NAME COMMAND...: leaves "wall user system" in NAME.time; a run that was not all accepted ends the comparison.
run() {
    local name=$1
    shift
    make_values
    sleep "$pause"
    { time "$@" -z "$address" -p "$port" -T -N -i "$directory/values" \
        >"$directory/$name.out" 2>"$directory/$name.err"; } 2>"$directory/$name.time" || {
        echo "$name failed:" >&2
        tail -n 3 "$directory/$name.out" "$directory/$name.err" >&2
        exit 1
    }
}

"$program" send -z "$address" -p "$port" -s "$host" -k "$key[0]" -o 0 >"$directory/first" || {
    cat "$directory/first" >&2
    exit 1
}
for ((round = 1; round <= rounds; round++)); do
    run theirs zabbix_sender
    run ours "$program" send -v
    inside=$(sed -n 's/.* values in \([0-9.]*\) s.*/\1/p' "$directory/ours.err")
    echo "$(cat "$directory/theirs.time" "$directory/ours.time" | tr '\n' ' ') $inside"
done | awk -v count="$values" '
    function median(list, n,    i, j, t) {
        for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (list[j] < list[i]) { t = list[i]; list[i] = list[j]; list[j] = t }
        return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
    }
    BEGIN { printf "%-8s %34s %46s %17s\n", "", "zabbix_sender: values/s, CPU s/M", "meldkamer send: whole, inside values/s, CPU s/M", "ratio whole, inside" }
    {
        their_cpu[NR] = ($2 + $3) * 1e6 / count; our_cpu[NR] = ($5 + $6) * 1e6 / count
        theirs[NR] = count / $1; whole[NR] = count / $4; inside[NR] = count / $7
        by_whole[NR] = $1 / $4; by_inside[NR] = $1 / $7
        row(NR, theirs[NR], their_cpu[NR], whole[NR], inside[NR], our_cpu[NR], by_whole[NR], by_inside[NR])
    }
    function row(name, a, b, c, d, e, f, g) { printf "%-8s %23d %10.2f %20d %14d %10.2f %12.2f %6.2f\n", name, a, b, c, d, e, f, g }
    END {
        if (NR) row("median", median(theirs, NR), median(their_cpu, NR), median(whole, NR), median(inside, NR), median(our_cpu, NR), median(by_whole, NR), median(by_inside, NR))
    }'

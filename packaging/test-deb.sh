#!/usr/bin/env bash
# packaging/test-deb.sh CACHE: tests packaging/target/meldkamer.deb on Debian 12 and 13, in chroots that are kept in CACHE,
# and whether a second build in another folder gives the same bytes. Needs root; ./verify calls it. What was found goes to
# packaging/target/failsafe-reports, as of any other test.
set -euo pipefail
# What it mounts is its own, and ends with it however it ends.
[ -n "${own_mounts:-}" ] || exec env own_mounts=yes unshare --mount "$0" "$@"
cd "$(dirname "$(readlink -f "$0")")/.."
. e2e/machine.sh

cache=$(readlink -f "$1")
deb=$PWD/packaging/target/meldkamer.deb
log=$cache/deb.log
work=$(mktemp -d)
report=$PWD/packaging/target/failsafe-reports/TEST-deb.xml
conffile=/etc/meldkamer/meldkamer.yaml
passed=0 failed=0 skipped=0 cases=()
marks=()

[ -r "$deb" ] || die "$deb is not there; build it first: mvn -DskipTests package"
: >"$log"

cleanup() {
    local process
    # Whatever a failed test has left in the chroots.
    for process in /proc/[0-9]*; do
        case $(readlink "$process/root") in "$cache"/deb-*) kill -KILL "${process#/proc/}" || true ;; esac
    done 2>/dev/null
    rm -rf "$work"
}
trap cleanup EXIT

# test_case NAME COMMAND...: whether it succeeds, in a shell of its own; what it printed is shown when it does not.
test_case() {
    local name=$1 output result
    shift
    set +e # in a condition the shell would pass over every command but the last
    output=$(exec 2>&1 </dev/null; set -ex; "$@")
    result=$?
    set -e
    if [ $result = 0 ]; then
        passed=$((passed + 1))
        cases+=("<testcase classname=\"deb\" name=\"$name\"/>")
        say "ok       $name"
    else
        failed=$((failed + 1))
        cases+=("<testcase classname=\"deb\" name=\"$name\"><failure message=\"see deb.log\"/></testcase>")
        say "FAILED   $name"
        printf '%s\n' "$output" | tail -n 25
        for place in "${marks[@]}"; do rm -f "$place"; done # what is left of a failure is no ground for the next test
    fi
    printf '== %s\n%s\n' "$name" "${output:-}" >>"$log"
}

skip() { # NAME REASON
    skipped=$((skipped + 1))
    cases+=("<testcase classname=\"deb\" name=\"$1\"><skipped message=\"${2//[<>&\"]/}\"/></testcase>")
    say "SKIPPED  $1: $2"
}

# ---- the chroots

# Everything that the package depends on, so that the difference that it makes is its own.
make_base() { # DIR RELEASE
    debian_chroot "$1" "$2" && in_chroot "$1" sh -c '
        apt-get update &&
            apt-get install -y --no-install-recommends default-jre-headless adduser init-system-helpers \
                systemd-standalone-sysusers systemd-standalone-tmpfiles &&
            groupadd --system zabbix'
}

base() { # DIR RELEASE
    [ -e "$1.complete" ] && return
    rm -rf "$1"
    make_base "$1" "$2" >"$1.log" 2>&1 </dev/null && touch "$1.complete"
}

enter() { # DIR: from now on it has /proc and /dev
    mount --bind /proc "$1/proc" && mount --bind /dev "$1/dev"
}

inside() { DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 chroot "$root" "$@"; }

# In the background only: it takes the place of its shell, so that $! is the daemon.
as_daemon() { LC_ALL=C.UTF-8 exec chroot "$root" setpriv --reuid=meldkamer --regid=meldkamer --init-groups "$@"; }

# Names of all files, and whose they are, but of what dpkg, apt and adduser write about themselves.
files() {
    find "$root" \( -path "$root/proc" -o -path "$root/dev" -o -path "$root/var/lib/dpkg" -o -path "$root/var/lib/apt" \
        -o -path "$root/var/cache" -o -path "$root/var/log" -o -path "$root/tmp" -o -path "$root/run/adduser" \) -prune -o \
        ! -path "$root/etc/passwd*" ! -path "$root/etc/group*" ! -path "$root/etc/shadow*" ! -path "$root/etc/gshadow*" \
        ! -path "$root/etc/subuid*" ! -path "$root/etc/subgid*" ! -name '.pwd.lock' -printf '%P %U:%G %m\n' | sort
}

fails_with() { # STATUS PATTERN COMMAND...
    local status=$1 pattern=$2 result=0 output
    shift 2
    output=$("$@" 2>&1) || result=$?
    printf '%s\n' "$output"
    [ $result = "$status" ] && grep -qE "$pattern" <<<"$output"
}

# ---- what is tested in each

installs() {
    cp "$1" "$root/tmp/meldkamer.deb"
    inside apt-get install -y --no-install-recommends -o Dpkg::Use-Pty=0 /tmp/meldkamer.deb
    [ "$(inside dpkg-query -W -f='${db:Status-Status}' meldkamer)" = installed ]
}

has_what_it_should() {
    inside sh -ec '
        meldkamer --version | grep -q "^meldkamer [0-9]"
        ls /usr/lib/meldkamer/send-*.jsa
        stat -c "%a %U:%G" /etc/meldkamer/meldkamer.yaml | grep -qx "640 root:meldkamer"
        stat -c "%a %U:%G" /var/lib/meldkamer | grep -qx "750 meldkamer:meldkamer"
        stat -c "%a %U:%G" /run/meldkamer | grep -qx "755 meldkamer:meldkamer"
        id -nG meldkamer | grep -qw zabbix
        test -r /usr/share/doc/meldkamer/meldkamer.cdx.json -a -r /usr/share/man/man1/meldkamer-send.1.gz
        test "$(getent passwd meldkamer | cut -d: -f7)" = /usr/sbin/nologin
    '
}

# The classes come from the archive, and not a word of the JVM is on standard output.
sends_from_the_archive() {
    fails_with 1 'Connection refused' inside meldkamer send -z 127.0.0.1 -p 9 -s none -k none -o none
    inside env MELDKAMER_JAVA_OPTS='-Xlog:class+load:file=/tmp/classes' meldkamer send --version
    grep -q 'nl.meldkamer.agent.send.SendCommand source: shared objects file (top)' "$root/tmp/classes"
}

completes() {
    inside bash -ec '. /usr/share/bash-completion/completions/meldkamer; complete -p meldkamer
        COMP_WORDS=(meldkamer sp) COMP_CWORD=1 COMP_LINE="meldkamer sp"; _complete_meldkamer; [[ " ${COMPREPLY[*]} " == *" spool "* ]]'
}

is_not_configured() { fails_with 1 "$conffile:.*key 'host' is missing" inside meldkamer check; }

names_a_mistake() {
    printf 'hots: De Linde\nserver: "127.0.0.1:99999"\n' >"$root/tmp/bad.yaml"
    fails_with 1 "/tmp/bad.yaml:1: .*unknown key 'hots'; did you mean 'host'" inside meldkamer check --config /tmp/bad.yaml
}

# With systemd's end of the socket played by socat, which writes down what it hears.
serves() {
    rm -rf "$root/etc/meldkamer/conf.d" # whatever went wrong before
    cat >>"$root$conffile" <<'END'
host: De Linde
server: 127.0.0.1:9
catalogue: []
END
    rm -f "$root/run/notify" "$work/heard"
    socat -u UNIX-RECV:"$root/run/notify" OPEN:"$work/heard",creat,append &
    local listener=$! daemon result=0
    for _ in $(seq 50); do [ -S "$root/run/notify" ] && break || sleep 0.1; done
    chmod 666 "$root/run/notify"
    as_daemon env NOTIFY_SOCKET=/run/notify WATCHDOG_USEC=1500000 meldkamer run >"$work/daemon.log" 2>&1 &
    daemon=$!
    { heard 'READY=1' && heard 'WATCHDOG=1' && speaks; } || result=1
    kill -TERM $daemon || result=1
    wait $daemon || [ $? = 143 ] || result=1
    heard 'STOPPING=1' || result=1
    kill $listener 2>/dev/null || true
    wait $listener 2>/dev/null || true
    rm -f "$root/run/notify"
    cat "$work/heard" "$work/daemon.log"
    [ -n "$(ls "$root/var/lib/meldkamer/spool")" ] || result=1
    return $result
}

heard() {
    for _ in $(seq 300); do
        grep -aq "$1" "$work/heard" 2>/dev/null && return
        sleep 0.1
    done
    return 1
}

speaks() {
    stat -c '%a %U:%G' "$root/run/meldkamer/meldkamer.sock" &&
        inside stat -c '%a %U:%G' /run/meldkamer/meldkamer.sock | grep -qx '660 meldkamer:zabbix' &&
        inside meldkamer send --spool --socket /run/meldkamer/meldkamer.sock -s 'De Linde' -k key -o 1 &&
        inside meldkamer status | grep -qx 'delivery.zabbix.waiting 1'
}

# What the container's first process makes of Zabbix's variables; a container itself is not to be had here.
takes_the_variables_of_a_container() {
    cp packaging/container/entrypoint.sh "$root/tmp/"
    mkdir -p "$root/etc/meldkamer/conf.d"
    echo 'catalogue: []' >"$root/etc/meldkamer/conf.d/site.yaml"
    printf '%064d' 0 >"$root/tmp/linde.psk"
    fails_with 1 "host 'De \"Linde\": x'" inside env ZBX_HOSTNAME='De "Linde": x' ZBX_SERVER_HOST='127.0.0.1;127.0.0.2:10052' \
        ZBX_SERVER_PORT=9 ZBX_TIMEOUT=3 ZBX_TLSCONNECT=psk ZBX_TLSPSKIDENTITY=linde ZBX_TLSPSKFILE=/tmp/linde.psk \
        sh /tmp/entrypoint.sh check
    fails_with 1 'ZBX_TLSCONNECT' inside env ZBX_HOSTNAME=x ZBX_TLSCONNECT=tls sh /tmp/entrypoint.sh check
    rm -r "$root/etc/meldkamer/conf.d"
}

joins_a_zabbix_that_comes_later() {
    inside gpasswd -d meldkamer zabbix
    inside sh -ec 'dpkg-trigger --by-package=adduser /usr/sbin/zabbix_agentd; dpkg --triggers-only -a; id -nG meldkamer | grep -qw zabbix'
}

upgrades() {
    local before after
    before=$(stat -c '%a %U:%G' "$root$conffile"; sha256sum <"$root$conffile")
    installs "$work/newer.deb"
    after=$(stat -c '%a %U:%G' "$root$conffile"; sha256sum <"$root$conffile")
    inside dpkg-query -W -f='${Version}' meldkamer | grep -q '+upgraded$' &&
        [ "$before" = "$after" ] && [ ! -e "$root$conffile.dpkg-new" ] && [ ! -e "$root$conffile.dpkg-dist" ] &&
        inside sh -ec 'ls /usr/lib/meldkamer/send-*.jsa; test -n "$(ls /var/lib/meldkamer/spool)"'
}

removes() {
    inside apt-get remove -y meldkamer
    [ ! -e "$root/usr/lib/meldkamer" ] && [ ! -e "$root/usr/bin/meldkamer" ] && [ ! -e "$root/run/meldkamer" ] &&
        grep -q 'host: De Linde' "$root$conffile" && [ -n "$(ls "$root/var/lib/meldkamer/spool")" ]
}

purges() {
    touch "$root/etc/meldkamer/app.password"
    inside apt-get purge -y meldkamer
    files >"$work/after"
    diff "$work/before" "$work/after"
}

newer_package() {
    dpkg-deb -R "$deb" "$work/newer"
    sed -i 's/^Version: .*/&+upgraded/' "$work/newer/DEBIAN/control"
    dpkg-deb --root-owner-group -Znone -b "$work/newer" "$work/newer.deb" >/dev/null
    rm -rf "$work/newer"
}

on_debian() { # RELEASE NAME
    root=$cache/deb-$1
    marks+=("$root.complete")
    rm -rf "$root/tmp/"*
    enter "$root"
    files >"$work/before"
    test_case "$2: installs" installs "$deb"
    inside dpkg-query -s meldkamer >/dev/null 2>&1 || { skip "$2: everything else" 'it could not be installed'; return; }
    test_case "$2: has user, group, directories, archive, SBOM, manual" has_what_it_should
    test_case "$2: send takes its classes from the archive" sends_from_the_archive
    test_case "$2: bash completes" completes
    test_case "$2: says that it is not configured" is_not_configured
    test_case "$2: names a mistake in the configuration" names_a_mistake
    test_case "$2: a container's entrypoint takes Zabbix's variables" takes_the_variables_of_a_container
    test_case "$2: the unit is valid, and not exposed" unit_is_sound
    test_case "$2: the daemon serves, and tells systemd" serves
    test_case "$2: joins the group of a Zabbix that comes later" joins_a_zabbix_that_comes_later
    test_case "$2: upgrades, and keeps the configuration" upgrades
    test_case "$2: removes, and keeps configuration and spool" removes
    test_case "$2: purges everything" purges
}

# The limit is what the settings that the unit names as left out cost, so that none more is lost unseen.
unit_is_sound() {
    local units=$root/usr/lib/systemd/system
    mkdir -p "$units" && printf '[Unit]\nDescription=stand-in\n' | tee "$units/sysinit.target" "$units/basic.target" "$units/multi-user.target" "$units/shutdown.target" "$units/network-online.target" >/dev/null
    systemd-analyze verify --root="$root" --man=no meldkamer.service
    systemd-analyze security --offline=true --root="$root" --threshold=20 meldkamer.service
    rm -f "$units"/{sysinit,basic,multi-user,shutdown,network-online}.target
}

# ---- what is tested of the file itself

is_clean_for_lintian() { lintian --no-cfg --fail-on error,warning --suppress-tags bad-distribution-in-changes-file "$deb"; }

# Of a copy without what was built, in another folder.
# Not offline: without a network the bill of materials is left out.
build_again() {
    rm -rf "$copy"
    mkdir -p "$copy"
    tar --exclude=target --exclude=./.verify --exclude=./.demo --exclude=./.git -c . | tar -x -C "$copy"
    cd "$copy" && mvn -B -ntp -DskipTests -DskipTestCompile -Dspotless.check.skip -pl packaging -am package
}

is_built_the_same_again() {
    tail -n 5 "$copy.log"
    cmp "$deb" "$copy/packaging/target/meldkamer.deb"
    rm -rf "$copy"
}

# Every library of others has a paragraph of its own in the copyright file, and a component in the bill of materials.
names_every_library() {
    local jar name glob found
    mkdir "$work/content"
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$work/content" ./usr
    for jar in "$work"/content/usr/lib/meldkamer/lib/*.jar; do
        name=${jar#"$work/content/"} found=
        while read -r glob; do
            # shellcheck disable=SC2053 # it is a pattern
            [[ $name != $glob ]] || found=yes
        done < <(sed -nE 's/^(Files:)? (usr.*)/\2/p' "$work/content/usr/share/doc/meldkamer/copyright")
        case ${name##*/} in audit-store-* | meldkamer-agent-* | zabbix-*) found=yes ;; esac
        [ -n "$found" ]
        grep -q "\"name\" : \"$(sed -E 's/-[0-9].*//' <<<"${name##*/}")\"" "$work/content/usr/share/doc/meldkamer/meldkamer.cdx.json"
    done
    rm -r "$work/content"
}

has_the_module_where_zabbix_looks() {
    local place
    place=$(zabbix_agentd --help | sed -n 's/.*LoadModulePath *"\(.*\)"/\1/p' | head -n 1)
    [ -n "$place" ] && dpkg-deb --fsys-tarfile "$deb" | tar -t | grep -x "\.$place/meldkamer.so"
}

started_at=$SECONDS
copy=$cache/second-build
build_again >"$copy.log" 2>&1 </dev/null & again=$!
base "$cache/deb-bookworm" bookworm & bookworm=$!
test_case 'is clean for lintian' is_clean_for_lintian
test_case 'names every library and its licence' names_every_library
test_case 'has the module where Zabbix looks' has_the_module_where_zabbix_looks
newer_package
made=yes
wait $bookworm || made=
base "$cache/deb-trixie" trixie & trixie=$!
if [ -n "$made" ]; then on_debian bookworm 'Debian 12'; else skip 'Debian 12' "no chroot could be made: $(tail -n 1 "$cache/deb-bookworm.log")"; fi
if wait $trixie; then on_debian trixie 'Debian 13'; else skip 'Debian 13' "no chroot could be made: $(tail -n 1 "$cache/deb-trixie.log")"; fi
wait $again || say "The second build failed: $copy.log"
test_case 'a second build gives the same bytes' is_built_the_same_again

mkdir -p "$(dirname "$report")"
{
    printf '<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="deb" tests="%d" failures="%d" errors="0" skipped="%d">\n' \
        $((passed + failed + skipped)) "$failed" "$skipped"
    printf '%s\n' "${cases[@]}" '</testsuite>'
} >"$report"
say "The package: $passed passed, $failed failed, $skipped skipped, in $((SECONDS - started_at)) seconds; the log is $log"
[ "$failed" = 0 ]

#!/bin/sh
# The first process of the container: turns the variables that Zabbix's own images know into a configuration, and becomes
# meldkamer. With a meldkamer.yaml in /etc/meldkamer of which "host" is set, that is taken instead.
#
#   ZBX_HOSTNAME                      host; must be there
#   ZBX_SERVER_HOST, ZBX_SERVER_PORT  server (zabbix-server, 10051); several nodes of a cluster with ";"
#   ZBX_TIMEOUT                       seconds for one packet (30)
#   ZBX_DEBUGLEVEL                    0 to 5 (3), as of an agent
#   ZBX_TLSCONNECT                    unencrypted, psk or cert, with
#   ZBX_TLSPSKIDENTITY, ZBX_TLSPSKFILE
#   ZBX_TLSCAFILE, ZBX_TLSCRLFILE, ZBX_TLSCERTFILE, ZBX_TLSKEYFILE, ZBX_TLSSERVERCERTISSUER, ZBX_TLSSERVERCERTSUBJECT
#   TZ                                time-zone
#
# Files of TLS may be relative to /var/lib/zabbix/enc. Sources and groups: mount YAML files in /etc/meldkamer/conf.d.
set -eu

mounted=/etc/meldkamer/meldkamer.yaml
made=/tmp/meldkamer/meldkamer.yaml

fail() {
    echo "entrypoint: $1" >&2
    exit 1
}

# Meldkamer itself puts the variables in their places: so nothing that stands in one is ever taken for YAML.
line() { # INDENT KEY VARIABLE
    eval "[ -n \"\${$3:-}\" ]" || return 0
    printf "%s%s: '\${%s}'\n" "$1" "$2" "$3"
}

file() { # INDENT KEY VARIABLE
    path=
    eval "path=\${$3:-}"
    case $path in
        '') return 0 ;;
        /*) ;;
        *) eval "export $3=/var/lib/zabbix/enc/\$path" ;;
    esac
    line "$@"
}

# As variables too, one for each node.
addresses() {
    port=${ZBX_SERVER_PORT:-10051} number=0
    rest=${ZBX_SERVER_HOST:-zabbix-server}\;
    echo '  address:'
    while [ -n "$rest" ]; do
        node=${rest%%;*} rest=${rest#*;} number=$((number + 1))
        case $node in
            *:*) ;;
            *) node=$node:$port ;;
        esac
        eval "export MELDKAMER_SERVER_$number=\$node"
        printf "    - '\${MELDKAMER_SERVER_%s}'\n" $number
    done
}

tls() {
    case ${ZBX_TLSCONNECT:-unencrypted} in
        unencrypted) return 0 ;;
        psk)
            printf '  tls:\n    psk:\n'
            line '      ' identity ZBX_TLSPSKIDENTITY
            file '      ' file ZBX_TLSPSKFILE
            ;;
        cert)
            printf '  tls:\n    certificate:\n'
            file '      ' ca ZBX_TLSCAFILE
            file '      ' crl ZBX_TLSCRLFILE
            file '      ' cert ZBX_TLSCERTFILE
            file '      ' key ZBX_TLSKEYFILE
            line '      ' server-issuer ZBX_TLSSERVERCERTISSUER
            line '      ' server-subject ZBX_TLSSERVERCERTSUBJECT
            ;;
        *) fail "ZBX_TLSCONNECT is '$ZBX_TLSCONNECT'; it may be unencrypted, psk or cert" ;;
    esac
}

configuration() {
    line '' host ZBX_HOSTNAME
    line '' time-zone TZ
    echo 'server:'
    addresses
    line '  ' timeout ZBX_TIMEOUT
    tls
    echo 'socket: /run/meldkamer/meldkamer.sock'
}

level() {
    case ${ZBX_DEBUGLEVEL:-3} in
        0 | 1) echo ERROR ;;
        2) echo WARN ;;
        3) echo INFO ;;
        4 | 5) echo DEBUG ;;
        *) fail "ZBX_DEBUGLEVEL is '$ZBX_DEBUGLEVEL'; it may be 0 to 5" ;;
    esac
}

command=${1:-run}
[ $# = 0 ] || shift
if ! grep -q '^host:' $mounted 2>/dev/null; then
    [ -n "${ZBX_HOSTNAME:-}" ] || fail 'ZBX_HOSTNAME is not set: the technical name, in Zabbix, of the host that gets the values'
    mkdir -p /tmp/meldkamer
    configuration >$made
    [ -e /tmp/meldkamer/conf.d ] || ln -s /etc/meldkamer/conf.d /tmp/meldkamer/conf.d
else
    made=$mounted
fi
case $command in
    run)
        log_level=$(level)
        exec meldkamer run --config $made --log-level "$log_level" "$@"
        ;;
    once | check | status | template | spool | audit) exec meldkamer "$command" --config $made "$@" ;;
    *) exec meldkamer "$command" "$@" ;;
esac

# What ./demo and ./verify both need of the machine. To be sourced: it defines, and does nothing.
# shellcheck shell=bash

# Debian's packages: to build, and to run a Zabbix server with its frontend beside the databases it watches.
build_packages=(openjdk-17-jdk-headless maven gcc libc6-dev make)
server_packages=(
    zabbix-server-pgsql zabbix-frontend-php zabbix-agent zabbix-agent2 zabbix-java-gateway
    php-cli php-pgsql php-gd php-xml php-mbstring php-bcmath php-curl php-ldap
    postgresql mariadb-server redis-server locales libsqlite3-0
)
browser_packages=(chromium fonts-dejavu)

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Says everything that is missing at once, before anything has been changed.
require_machine() {
    local wanting=()
    [ "$(id -u)" = 0 ] || wanting+=("root rights, to install Debian's packages and to start the servers as another user (try: sudo $0)")
    local release=''
    # shellcheck disable=SC1091
    [ -r /etc/os-release ] && release=$(. /etc/os-release && printf '%s %s' "${ID:-}" "${VERSION_ID:-}")
    [ "$release" = 'debian 12' ] || wanting+=("Debian 12 (bookworm), whose packages hold Zabbix 6.0; this is '${release:-unknown}'")
    [ ${#wanting[@]} = 0 ] && return
    printf '%s needs:\n' "$0" >&2
    printf '  - %s\n' "${wanting[@]}" >&2
    exit 1
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# install_packages LOG PACKAGE...: installs what is missing, and starts none of the services that come with it.
install_packages() {
    local log=$1 package missing=()
    shift
    for package in "$@"; do is_installed "$package" || missing+=("$package"); done
    if [ ${#missing[@]} -gt 0 ]; then
        say "Installing ${#missing[@]} of Debian's packages (a minute or two): ${missing[*]}"
        without_services "$log" "${missing[@]}" || die "Installing failed; the end of $log says:
$(tail -n 15 "$log")"
    fi
}

without_services() {
    local log=$1 policy=/usr/sbin/policy-rc.d ours=''
    shift
    if [ ! -e $policy ]; then
        ours=yes
        printf '#!/bin/sh\nexit 101\n' >$policy
        chmod 755 $policy
    fi
    local result=0
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } \
        >>"$log" 2>&1 </dev/null || result=$?
    [ -z "$ours" ] || rm -f $policy
    return $result
}

# The frontend shows an error box in every widget without this locale.
generate_locale() {
    locale -a 2>/dev/null | grep -qix 'en_US.utf8' && return
    say 'Generating the locale en_US.UTF-8'
    sed -i 's/^# *\(en_US.UTF-8 UTF-8\)/\1/' /etc/locale.gen
    locale-gen >/dev/null
}

# zabbix_7_chroot DIR LOG: Zabbix 7.0 of Debian 13, unpacked beside the 6.0 of this machine and touching none of it.
zabbix_7_chroot() {
    local dir=$1 log=$2
    [ -e "$dir/complete" ] && [ -e "$dir/usr/sbin/zabbix_proxy" ] && return
    say 'Unpacking Zabbix 7.0 of Debian 13 in a folder of its own (a minute)'
    rm -rf "$dir"
    make_zabbix_7_chroot "$dir" >>"$log" 2>&1 </dev/null || die "Unpacking Zabbix 7.0 failed; the end of $log says:
$(tail -n 15 "$log")"
    touch "$dir/complete"
}

make_zabbix_7_chroot() {
    debian_chroot "$1" trixie && in_chroot "$1" sh -c '
        apt-get update &&
            apt-get install -y --no-install-recommends \
                zabbix-server-pgsql zabbix-frontend-php zabbix-sender zabbix-agent zabbix-agent2 libsqlite3-0 &&
            cd /tmp && apt-get download zabbix-proxy-sqlite3 && dpkg -x zabbix-proxy-sqlite3_*.deb /'
}

# debian_chroot DIR RELEASE: the smallest Debian of this release, from the mirror of this machine. It starts no services.
debian_chroot() {
    local dir=$1 release=$2 mirror
    mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Codename: bookworm' | head -n 1)
    unshare --mount debootstrap --variant=minbase --include=ca-certificates "$release" "$dir" "$mirror" || return
    printf '#!/bin/sh\nexit 101\n' >"$dir/usr/sbin/policy-rc.d"
    chmod 755 "$dir/usr/sbin/policy-rc.d"
    # Nobody misses a chroot that a power cut has spoilt, and to sync each file takes most of the time.
    echo force-unsafe-io >"$dir/etc/dpkg/dpkg.cfg.d/unsafe-io"
    cp /etc/resolv.conf "$dir/etc/"
    cp /etc/apt/apt.conf.d/* "$dir/etc/apt/apt.conf.d/"
}

# in_chroot DIR COMMAND...: runs it there, as root. The mounts are its own, and end with it however it ends: whoever
# removes a folder in which a killed run has left /dev, removes that of the machine.
in_chroot() {
    DEBIAN_FRONTEND=noninteractive unshare --mount sh -ec '
        mount --bind /proc "$0/proc"
        mount --bind /dev "$0/dev"
        exec chroot "$0" "$@"' "$@"
}

# zabbix_proxy DIR LOG: the proxy of this machine's release, whose package can't be installed beside the server's.
zabbix_proxy() {
    local dir=$1 log=$2
    [ -e "$dir/usr/sbin/zabbix_proxy" ] && return
    mkdir -p "$dir"
    (cd "$dir" && apt-get download zabbix-proxy-sqlite3 && dpkg -x zabbix-proxy-sqlite3_*.deb .) >>"$log" 2>&1 ||
        die "Unpacking the Zabbix proxy failed; the end of $log says:
$(tail -n 15 "$log")"
}

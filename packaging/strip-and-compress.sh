#!/bin/sh
# strip-and-compress.sh MODULES STRIPPED ROOT: the module and the plugin without symbols, and what Debian wants compressed.
set -e
modules=$1 stripped=$2 root=$3
mkdir -p "$stripped"
for file in meldkamer.so meldkamer-agent2; do
    strip --strip-unneeded --remove-section=.comment --remove-section=.note -o "$stripped/$file" "$modules/$file"
done
find "$root/usr/share/man" "$root/usr/share/doc/meldkamer/changelog" -type f ! -name '*.gz' -exec gzip -9nf {} +

#!/bin/sh
# An initramfs of busybox: initrd.sh OUT INIT MODULE...
set -e
out=$1 init=$2
shift 2
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/bin" "$tree/dev" "$tree/proc" "$tree/sys" "$tree/tmp" "$tree/mod"
cp "$(command -v busybox)" "$tree/bin/busybox"
for applet in $("$tree/bin/busybox" --list | grep -vx busybox); do ln -sf busybox "$tree/bin/$applet"; done
for module in "$@"; do cp "$module" "$tree/mod/"; done
cp "$init" "$tree/init"
chmod 755 "$tree/init"
(cd "$tree" && find . | cpio -o -H newc 2> /dev/null | gzip -1) > "$out"

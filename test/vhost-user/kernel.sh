#!/bin/sh
# Fetches Debian's kernel for clouds into CACHE, without installing it: kernel.sh CACHE
# Says where the kernel and the folder of its modules are. Exit 77: there is none to be had.
set -e
cache=$1
mkdir -p "$cache"
exec 9> "$cache/lock"
flock 9
if [ ! -e "$cache/fetched" ]; then
    package=$(apt-cache depends linux-image-cloud-amd64 2> /dev/null | awk '/Depends:/ { print $2; exit }')
    [ -n "$package" ] || { echo "apt knows no linux-image-cloud-amd64: is this Debian, and apt-get update done?"; exit 77; }
    rm -rf "$cache/debs" "$cache/root"
    mkdir -p "$cache/debs" "$cache/root"
    chmod 777 "$cache/debs"
    (cd "$cache/debs" && apt-get download "$package" > "$cache/apt.log" 2>&1) ||
        { echo "apt-get download: $(tail -1 "$cache/apt.log")"; exit 77; }
    dpkg-deb -x "$cache"/debs/*.deb "$cache/root"
    rm -rf "$cache/debs"
    touch "$cache/fetched"
fi
echo "$cache"/root/boot/vmlinuz-*
echo "$cache"/root/lib/modules/*/kernel

#!/bin/sh
# Builds what does not change from run to run of the tests against Xen, from
# Debian packages: image.sh CACHE_FOLDER. Exit status 0, or 77 if something
# that it needs is missing, which the last line of the output names.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=$1
version=4.17

lacking() {
    echo "$1"
    exit 77
}
for tool in gcc:gcc ld:binutils readelf:binutils cpio:cpio dpkg-deb:dpkg \
    apt-get:apt xz:xz-utils qemu-system-x86_64:qemu-system-x86 \
    flock:util-linux strace:strace pkg-config:pkg-config; do
    command -v "${tool%%:*}" > /dev/null || lacking "${tool%%:*} is missing (Debian package ${tool##*:})"
done
pkg-config --exists xendevicemodel || lacking "Xen's libraries are missing (Debian package libxen-dev)"

stamp=$(cd "$here" && { echo "$version"; cat image.sh dom0/* guest/*; } | sha256sum)
mkdir -p "$cache"
exec 9> "$cache/lock"
flock 9
[ "$stamp" != "$(cat "$cache/stamp" 2> /dev/null)" ] || exit 0
rm -f "$cache/stamp"

if [ ! -e "$cache/fetched-$version" ]; then
    # The cloud kernel will not do: it has no CONFIG_XEN_DOM0.
    kernel=$(apt-cache depends linux-image-amd64 2> /dev/null | awk '/Depends:/ { print $2; exit }')
    [ -n "$kernel" ] || lacking "apt knows no linux-image-amd64: is this Debian, and apt-get update done?"
    rm -rf "$cache/debs" "$cache/root"
    mkdir -p "$cache/debs" "$cache/root"
    chmod 777 "$cache/debs"
    (cd "$cache/debs" && apt-get download "xen-hypervisor-$version-amd64" "xen-utils-$version" xenstore-utils \
        "libxenmisc$version" libxencall1 libxendevicemodel1 libxenevtchn1 libxenforeignmemory1 libxengnttab1 \
        libxenhypfs1 libxenstore4 libxentoolcore1 libxentoollog1 libxen-dev libc6 libyajl2 libuuid1 liblzma5 \
        libzstd1 zlib1g libgcc-s1 libstdc++6 busybox-static "$kernel" > "$cache/apt.log" 2>&1) ||
        lacking "apt-get download: $(tail -1 "$cache/apt.log")"
    for deb in "$cache"/debs/*.deb; do
        dpkg-deb -x "$deb" "$cache/root"
    done
    # Of the kernel's modules only the Xen drivers are wanted.
    mv "$cache/root/lib/modules/${kernel#linux-image-}/kernel/drivers/xen" "$cache/root/xen-drivers"
    rm -rf "$cache/debs" "$cache/root/lib/modules" "$cache/root/usr/share"
    echo "${kernel#linux-image-}" > "$cache/fetched-$version"
fi
release=$(cat "$cache/fetched-$version")
root=$cache/root image=$cache/image lib=usr/lib/x86_64-linux-gnu

# QEMU's loader wants Xen unpacked. Xen would unpack the kernel in 3 s of
# emulated time: it gets the ELF file inside. What follows the compressed part
# makes xz complain at its end.
gzip -dc "$root/boot/xen-$version-amd64.gz" > "$cache/xen"
cp "$root/boot/vmlinuz-$release" "$cache/vmlinuz"
at=$(LC_ALL=C grep -abo -m1 -P '\xFD7zXZ\x00' "$cache/vmlinuz" | head -1 | cut -d: -f1)
if [ -n "$at" ]; then
    tail -c +$((at + 1)) "$cache/vmlinuz" | xz -dc > "$cache/vmlinux" 2> /dev/null || true
    if readelf -h "$cache/vmlinux" 2> /dev/null | grep -q EXEC; then
        mv "$cache/vmlinux" "$cache/vmlinuz"
    fi
fi

# Domain 0's file tree.
rm -rf "$image"
mkdir -p "$image/bin" "$image/etc/xen" "$image/lib/modules" "$image/lib64" "$image/$lib" "$image/usr/lib/xen/bin" "$image/var"
ln -s ../usr/lib/x86_64-linux-gnu "$image/lib/x86_64-linux-gnu"
ln -s ../usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 "$image/lib64/ld-linux-x86-64.so.2"
cp "$root/bin/busybox" "$image/bin/busybox"
for tool in xl xenstored xenconsoled xen-init-dom0; do
    cp "$root/usr/lib/xen-$version/bin/$tool" "$image/usr/lib/xen/bin/"
done
cp "$root/usr/bin/xenstore" "$image/usr/lib/xen/bin/"
for folder in "$root/$lib" "$root/lib/x86_64-linux-gnu"; do
    find "$folder" -maxdepth 1 \( -name 'lib*.so.*' -o -name 'ld-linux*' \) -exec cp -a {} "$image/$lib/" \;
done
for module in xen-privcmd xen-evtchn xen-gntdev xen-gntalloc xenfs/xenfs; do
    cp "$root/xen-drivers/$module.ko" "$image/lib/modules/"
done
# Xen itself was given dom0_mem=, so there is no room to be made.
echo 'autoballoon="0"' > "$image/etc/xen/xl.conf"
cp "$here/dom0/init" "$image/init"
gcc -O2 -Wall "-I$root/usr/include" "-L$root/$lib" "-Wl,-rpath-link,$root/$lib" \
    -o "$image/usr/lib/xen/bin/domain" "$here/dom0/domain.c" -lxenguest -lxenctrl
gcc "-I$root/usr/include" -O2 -Wall -Wextra -ffreestanding -fno-stack-protector -fno-pic -no-pie \
    -fcf-protection=none -mno-red-zone -mgeneral-regs-only -fno-asynchronous-unwind-tables \
    -fno-strict-aliasing -fno-tree-loop-distribute-patterns -nostdlib -static \
    "-Wl,-T,$here/guest/guest.lds" -Wl,--build-id=none -Wl,-z,max-page-size=4096 \
    -Wl,-z,noexecstack -Wl,--no-warn-rwx-segments \
    -o "$cache/guest.elf" "$here/guest/entry.S" "$here"/guest/*.c

(cd "$image" && find . | LC_ALL=C sort | cpio --quiet -o -H newc -R 0:0) > "$cache/base.cpio"
# What is special to a run is appended: it begins at a whole block.
size=$(stat -c %s "$cache/base.cpio")
truncate -s $(((size + 511) / 512 * 512)) "$cache/base.cpio"
echo "$stamp" > "$cache/stamp"

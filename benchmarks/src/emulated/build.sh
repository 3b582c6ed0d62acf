#!/bin/sh
# Builds the system that a machine in software boots: a Debian kernel, and an initramfs with the
# C library, busybox, util-linux's taskset, a JDK and benchmarks.jar. Packages are downloaded and
# unpacked, never installed, and what was downloaded is kept for the next time.
#
#   build.sh JAR JDK FOLDER    makes FOLDER/kernel and FOLDER/initramfs
set -eu
jar=$1 jdk=$2 folder=$3
here=$(cd "$(dirname "$0")" && pwd)

for tool in apt-get dpkg-deb cpio; do
  command -v $tool >/dev/null || { echo "there is no $tool, which builds the guest" >&2; exit 1; }
done

mkdir -p "$folder/packages"
cd "$folder/packages"
kernel=$(apt-cache depends --important linux-image-cloud-amd64 | sed -n 's/.*Depends: //p')
[ -n "$kernel" ] || {
  echo "apt has no linux-image-cloud-amd64; is this Debian, and was apt-get update run?" >&2
  exit 1
}
for package in $kernel libc6 libgcc-s1 libstdc++6 zlib1g busybox util-linux; do
  set -- "$package"_*.deb
  [ -e "$1" ] || apt-get -q -o APT::Sandbox::User=root download "$package" >&2
done

cd "$folder"
rm -rf root packages/kernel
dpkg-deb -x packages/"$kernel"_*.deb packages/kernel
cp packages/kernel/boot/vmlinuz-* kernel
rm -rf packages/kernel

mkdir -p root/jdk root/usr/bin root/tmp root/proc root/sys root/dev root/etc root/root
for package in libc6 libgcc-s1 libstdc++6 zlib1g busybox; do
  dpkg-deb -x packages/"$package"_*.deb root
done
mkdir util-linux
dpkg-deb -x packages/util-linux_*.deb util-linux
cp util-linux/usr/bin/taskset root/usr/bin
rm -rf util-linux root/usr/share root/usr/lib/x86_64-linux-gnu/gconv
(cd "$jdk" && tar -cf - --dereference --exclude=src.zip --exclude=ct.sym --exclude=man \
  --exclude=jmods --exclude=legal --exclude=include --exclude=demo .) | tar -xf - -C root/jdk
cp "$jar" root/benchmarks.jar
cp "$here/guest.sh" root/init
chmod 755 root/init
echo 'root:x:0:0:root:/root:/bin/sh' >root/etc/passwd
(cd root && find . | cpio -o -H newc -R 0:0 --quiet) >initramfs
rm -rf root

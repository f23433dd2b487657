#!/usr/bin/env bash
# Prints the folder of a Java 8, brought here once: `./java8.sh`. Debian's unstable distribution still packages it. It is unpacked, not installed,
# beside the C library that it was built with, and keeps its own lists of packages: nothing of the machine changes. Exits with 1 where there is none.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

home=$PWD/.cache/java8
jre=root/usr/lib/jvm/java-8-openjdk-amd64/jre
libraries=root/usr/lib/x86_64-linux-gnu
[ -f "$home/ready" ] && echo "$home/$jre" && exit
command -v apt-get dpkg-deb >/dev/null && [ "$(dpkg --print-architecture)" = amd64 ] || exit 1

work=$PWD/.cache/java8.new
rm -rf "$work" && mkdir -p "$work/lists/partial" "$work/debs" "$work/root" || exit 1
trap 'rm -rf "$work"' EXIT

# Where this machine has its packages from, whoever mirrors them.
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep -v security | head -n 1)
[ -n "$mirror" ] || exit 1
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" >"$work/sources.list"
apt() {
  apt-get -qq -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=- -o Dir::State::Lists="$work/lists" \
    -o Dir::Cache="$work" -o APT::Sandbox::User="$(id -un)" -o Acquire::Retries=3 "$@" >&2
}
apt update && (cd "$work/debs" && apt download openjdk-8-jre-headless libc6 libgcc-s1 libstdc++6 zlib1g) || exit 1
for package in "$work"/debs/*.deb; do
  dpkg-deb -x "$package" "$work/root" || exit 1
done

# Its files of settings are links into /etc.
find "$work/root/usr/lib/jvm" -type l -lname '/etc/java-8-openjdk/*' | while read -r link; do
  cp --remove-destination "$work/root$(readlink "$link")" "$link" || exit 1
done || exit 1

# Java looks for itself where its program lies, which here is the loader.
mv "$work/$jre/bin/java" "$work/$jre/bin/java.program" && cp "$work/$libraries/ld-linux-x86-64.so.2" "$work/$jre/bin/loader" || exit 1
cat >"$work/$jre/bin/java" <<END
#!/bin/sh
exec "$home/$jre/bin/loader" --library-path "$home/$libraries:$home/$jre/lib/amd64/jli" "$home/$jre/bin/java.program" "\$@"
END
chmod +x "$work/$jre/bin/java" && rm -rf "$home" "$work/debs" "$work/lists" "$work"/*.bin && mv "$work" "$home" &&
  "$home/$jre/bin/java" -version 2>&1 | grep -q '"1\.8\.' && touch "$home/ready" && echo "$home/$jre"

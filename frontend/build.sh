#!/bin/sh
# Builds the web components and pages into <target>/classes/META-INF/resources/webjars/coredeck.
# usage: build.sh <target folder of a Maven project>
#
# Run by node-backend's pom. Does nothing when no file of this folder changed since the last build,
# and needs the network only to install the packages that package-lock.json names.
set -eu

target=${1:?"build.sh: name the target folder to build into"}
mkdir -p "$target"
target=$(cd "$target" && pwd)
cd "$(dirname "$0")"
webjar=$target/classes/META-INF/resources/webjars/coredeck
stamp=$target/frontend.stamp

for program in node npm; do
  if ! command -v "$program" >/dev/null 2>&1; then
    echo "frontend: $program is not installed; the web components need Node.js 20 or newer with npm." >&2
    echo "frontend: on Debian and Ubuntu: apt-get install nodejs npm" >&2
    exit 1
  fi
done
major=$(node -p 'process.versions.node.split(".")[0]')
if [ "$major" -lt 20 ]; then
  echo "frontend: node is version $(node --version); the web components need Node.js 20 or newer." >&2
  exit 1
fi

# What the rest of the build packs Vaadin's components with, too.
installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ package-lock.json -nt "$installed" ]; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  touch "$installed"
fi

sources=$(find . -name node_modules -prune -o -type f -print | LC_ALL=C sort | xargs cksum | cksum)
if [ -f "$stamp" ] && [ -d "$webjar" ] && [ "$(cat "$stamp")" = "$sources" ]; then
  exit 0
fi

rm -rf "$webjar"
node_modules/.bin/tsc --noEmit
node build.mjs test "$target/frontend-tests"
node build.mjs webjar "$webjar"
echo "$sources" >"$stamp"

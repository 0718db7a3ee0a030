#!/usr/bin/env bash
# Builds Snowguard with Maven and lays out what nix/package.nix installs: nix/release.sh DIRECTORY
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
target=${1:?usage: nix/release.sh DIRECTORY}
(cd "$root" && mvn -q -B -ntp -DskipTests package -pl cli,server -am)
for module in cli server; do
  mkdir -p "$target/$module"
  cp "$root/$module/target/$module-"*-SNAPSHOT.jar "$target/$module/$module.jar"
  cp -r "$root/$module/target/lib" "$target/$module/"
done

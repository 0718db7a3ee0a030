# Sourced by the scripts: finds a JDK 25 or newer and Maven, or says what to install.

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# From the file "release" that every JDK has: starting each candidate would cost more than the command.
java_major() {
  local home
  home=$(dirname "$(dirname "$(readlink -f "$1")")")
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null
}

# JAVA_HOME first, then the one on the PATH, then the usual places.
find_java() {
  local candidate major
  for candidate in "${JAVA_HOME:-/nonexistent}/bin/java" "$(command -v java || true)" \
    /usr/lib/jvm/*/bin/java /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java \
    "$HOME"/.sdkman/candidates/java/*/bin/java "$HOME"/.jdks/*/bin/java /run/current-system/sw/bin/java; do
    [ -x "$candidate" ] || continue
    major=$(java_major "$candidate")
    if [ "${major:-0}" -ge 25 ]; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

java=$(find_java) || fail "Snowguard needs a JDK 25 or newer, and none was found under JAVA_HOME, on the PATH
or in the usual places. Install one, for example Debian: temurin-25-jdk, NixOS: jdk25,
macOS: brew install openjdk, or set JAVA_HOME to one that is there."

need_maven() {
  command -v mvn >/dev/null || fail "Building Snowguard needs Maven 3.8 or newer (Debian: apt install maven, NixOS: maven)."
}

# Sourced by mvnw, tools/tenor and bench/run: exports the JAVA_HOME of a JDK 25 or newer. JAVA_HOME
# and the java on PATH come first, then the places where packages and version managers put JDKs.

# $1 is the home of a JDK 25+. Its release file says so, without the cost of starting a JVM.
is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r key value; do
    [ "$key" != JAVA_VERSION ] || break
  done <"$1/release"
  value=${value#\"}
  value=${value%%[!0-9]*}
  [ "${value:-0}" -ge 25 ]
}

home_of_java_on_path() {
  java=$(command -v java) && java=$(readlink -f "$java") && printf '%s\n' "${java%/bin/java}"
}

use_jdk25() {
  user=${HOME:-/nonexistent}
  for home in "${JAVA_HOME:-}" "$(home_of_java_on_path)" \
    /usr/lib/jvm/* /usr/java/* /usr/local/* /opt/* /opt/java/* \
    "$user"/.sdkman/candidates/java/* "$user"/.jdks/* "$user"/.gradle/jdks/* \
    "$user"/.asdf/installs/java/* "$user"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$user"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if is_jdk25 "$home"; then
      export JAVA_HOME="$home"
      return
    fi
  done
  echo "Tenor needs a JDK 25, and none was found (JAVA_HOME, PATH and the usual places)." >&2
  echo "Install one from https://adoptium.net/temurin/releases/?version=25 or point JAVA_HOME to it." >&2
  exit 1
}

# A JVM in the POSIX locale cannot name files beyond ASCII.
use_utf8() {
  case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
    *UTF-8* | *utf-8* | *UTF8* | *utf8*) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
}

use_jdk25
use_utf8

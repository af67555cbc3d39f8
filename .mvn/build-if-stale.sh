# Sourced by tools/tenor and bench/run after jdk25.sh; expects $root, the folder of the parent pom.

# Is there a file or folder, of those a package is made of, that changed after the jar $1? A module in
# a module has its own besides.
is_stale() {
  [ -f "$root/$1" ] || return 0
  own=
  case $1 in tools/spark/*) own=$root/tools/spark ;; esac
  [ -n "$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/.mvn "$root"/*/src/main \
    "$root"/bench/src/peers ${own:+"$own/pom.xml" "$own/src/main"} \
    -newer "$root/$1" -print -quit)" ]
}

# Packages module $1 and what it depends on when its jar $2 is missing or older than its sources;
# what follows are options for Maven.
# One build at a time where there is flock (Linux): others wait, and then find the jar fresh.
build_if_stale() {
  ! is_stale "$2" || (
    ! command -v flock >/dev/null || flock 9
    is_stale "$2" || exit 0
    echo "Building Tenor ($1) ..." >&2
    started=$(mktemp)
    trap 'rm -f "$started"' EXIT
    module=$1
    jar=$2
    shift 2
    "$root/mvnw" -B -ntp -q -f "$root/pom.xml" -pl "$module" -am "$@" -DskipTests \
      -Dspotless.check.skip package 9>&- >&2
    # Maven leaves a jar alone whose content would not change. The date is that of the start: what
    # is saved while the build runs is newer than the jar, and built the next time.
    touch -r "$started" "$root/$jar"
  ) 9<"$root/pom.xml"
}

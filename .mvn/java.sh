# Sourced by tools/tenor and bench/run after jdk25.sh; expects $root, the folder of the parent pom.

# Prints the options of .mvn/*.options, a line each. One is left out where the user chose against it in
# the variables that every JVM reads: it does not start with two collectors, for instance.
own_options() {
  for file in "$root/.mvn/java.options" "$root/.mvn/collector.options"; do
    while IFS= read -r option; do
      case $option in
        '#'* | '') ;;
        *) is_refused "$option" || printf '%s\n' "$option" ;;
      esac
    done <"$file"
  done
}

# Becomes a JVM with our options, those in $more, a line each, and the arguments given.
start_java() {
  options="$(own_options)
${more:-}"
  set -f # they are no file names
  IFS='
'
  exec "$JAVA_HOME/bin/java" $options "$@"
}

# Did the user choose against our option $1?
is_refused() (
  set -f # the user's words are no file names
  for word in ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-}; do
    word=${word#[\"\']}
    ! is_against "${word%[\"\']}" "$1" || exit 0
  done
  exit 1
)

# Is the user's word $1 another choice than our option $2?
is_against() {
  case $2 in
    -XX:+UseSerialGC | -Xmn*)
      case $1 in # any collector, also one that a file may name: the nursery is meant for ours
        -XX:[-+]Use*GC | -XX:Flags=* | -XX:VMOptionsFile=* | @*) return ;;
      esac
      ;;
  esac
  case $2 in
    -Xmn*)
      case $1 in # another nursery, or a heap that ours would fill
        -Xmn* | -XX:NewSize=* | -XX:MaxNewSize=* | -XX:NewRatio=*) return ;;
        -Xm[sx]* | -XX:MaxHeapSize=* | -XX:InitialHeapSize=*) is_small "$1" && return ;;
      esac
      ;;
    -XX:AOTCache=*)
      case $1 in # another cache, agents that change classes, and what a file may say
        -Xshare* | -XX:AOT* | -XX:SharedArchiveFile=* | -XX:*SharedSpaces | -Xlog*) return ;;
        -javaagent* | -agent* | -XX:Flags=* | -XX:VMOptionsFile=* | @*) return ;;
      esac
      ;;
    -XX:ObjectAlignmentInBytes=*)
      case $1 in # archives of classes that were made with the usual alignment
        -Xshare:on | -XX:AOT* | -XX:SharedArchiveFile=*) return ;;
      esac
      ;;
    -Xlog:*)
      case $1 in
        -Xlog*) return ;;
      esac
      ;;
  esac
  is_same_flag "$1" "$2"
}

# Do $1 and $2 set the same -XX flag?
is_same_flag() {
  case $2 in
    -XX:[-+]*) flag=${2#-XX:?} ;;
    -XX:*=*) flag=${2#-XX:} ;;
    *) return 1 ;;
  esac
  case $1 in
    -XX:"${flag%%=*}"=* | -XX:[-+]"$flag") return ;;
  esac
  return 1
}

# Is the size at the end of $1 (-Xmx64m, -XX:MaxHeapSize=65536k) below 100 MB?
is_small() {
  size=${1##*[=sx]}
  case $size in
    *[mM]) [ ${#size} -le 3 ] ;;
    *[kK]) [ ${#size} -le 6 ] ;;
    *[0-9]) [ ${#size} -le 8 ] ;;
    *) return 1 ;;
  esac
}

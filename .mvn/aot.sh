# Sourced by tools/tenor after java.sh: the JVM's cache of loaded classes and of their profiles (JEP
# 483, 514, 515), which halves the time of a start. It lies in the user's cache folder; the first
# start has it made in the background. Without it, with one that does not fit or is damaged, the JVM
# starts as ever, and says nothing. TENOR_AOT=off does without.
#
# A file is named by the JVM, the jar's place and all options, and made anew when it is older than a
# jar. The JVM itself compares its own build, the jars' sizes and dates, and the file's length, but as
# with its own archive of classes not the file's sum, which would take a quarter of a short start: the
# launcher does that once a day.

# Sets $aot_cache to the file for jar $1, or to nothing where there should be none.
find_aot_cache() {
  aot_cache=
  [ "${TENOR_AOT:-on}" != off ] && ! is_refused -XX:AOTCache= || return 0
  case ${XDG_CACHE_HOME:-} in
    /*) folder=$XDG_CACHE_HOME ;;
    *)
      folder=${HOME:-}/.cache
      [ ! -d "${HOME:-}/Library/Caches" ] || folder=$HOME/Library/Caches
      ;;
  esac
  [ "$folder" != /.cache ] || return 0
  key=$(
    {
      cat "$JAVA_HOME/release"
      printf '%s\n' "$JAVA_HOME" "$1" "$(own_options)" \
        "${JAVA_TOOL_OPTIONS:-}" "${JDK_JAVA_OPTIONS:-}" "${_JAVA_OPTIONS:-}"
    } 2>/dev/null | cksum
  ) || return 0
  aot_cache=$folder/tenor/aot/${key%% *}.aot
}

# Becomes a JVM that runs jar $1 with the arguments that follow, with its cache if there is one.
start_jar() {
  jar=$1
  find_aot_cache "$jar"
  [ -n "$aot_cache" ] || start_java -jar "$@"
  if [ ! -f "$aot_cache" ] ||
    [ -n "$(find "$jar" "${jar%/*}/lib" -newer "$aot_cache" -print -quit 2>/dev/null)" ]; then
    make_aot_cache "$jar"
    start_java -jar "$@"
  fi
  if [ -z "$(find "$aot_cache.sum" -mtime 0 2>/dev/null)" ] && ! is_aot_cache_whole; then
    rm -f "$aot_cache"
    start_java -jar "$@"
  fi
  # Of the cache the JVM says nothing: -Xlog:disable is the first of our options, and these add to it.
  start_java -XX:AOTCache="$aot_cache" "-Xlog:aot*=off,cds*=off:stderr" -jar "$@"
}

# Does the cache have the sum that it was made with? Notes the day if it does.
is_aot_cache_whole() {
  cksum <"$aot_cache" 2>/dev/null | cmp -s - "$aot_cache.sum" || return 1
  touch "$aot_cache.sum" 2>/dev/null || :
}

# Starts to make the cache for jar $1, unless another start does, or failed within the hour (a full
# disk). The file gets its name when it is whole.
make_aot_cache() {
  (
    umask 077
    mkdir -p "${aot_cache%/*}" && cd "${aot_cache%/*}" || exit 0
    # What a killed JVM left behind, and caches that nobody has used for two months.
    find . ! -name . -prune \( -name '*.new*' -mmin +60 -o -name '*.aot' -atime +60 -o -name '*.sum' -mtime +60 \) \
      -exec rm -rf {} +
    mkdir "$aot_cache.new" && : >"$aot_cache.new/started" || exit 0
    trap '' HUP INT
    {
      options=$(own_options)
      set -f
      IFS='
'
      nice -n 19 "$JAVA_HOME/bin/java" $options -XX:AOTCacheOutput="$aot_cache.new/cache" \
        -jar "$1" --rehearse
      # Without a file the folder stays, so that the next start does not try again at once. The
      # date is that of the start: a jar that is built meanwhile is newer.
      [ -s "$aot_cache.new/cache" ] && touch -r "$aot_cache.new/started" "$aot_cache.new/cache" &&
        cksum <"$aot_cache.new/cache" >"$aot_cache.new/sum" &&
        sync "$aot_cache.new/cache" "$aot_cache.new/sum" &&
        mv -f "$aot_cache.new/sum" "$aot_cache.sum" &&
        mv -f "$aot_cache.new/cache" "$aot_cache" && rm -rf "$aot_cache.new"
    } &
  ) </dev/null >/dev/null 2>&1
}

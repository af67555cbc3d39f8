# Sourced by tools/tenor after java.sh. A command that ends within a second or two is done sooner when
# the JVM's optimising compiler, C2, does not work beside it: quick_options prints the options for that,
# a line each, where the arguments are such a command. Nothing else depends on them: the results are the
# same, bit for bit.

quick_options() {
  if is_quick "$@" && ! is_refused -XX:TieredStopAtLevel=1; then
    # Vectors are objects without C2: so no loops over vectors, and no rules for their compilation.
    printf '%s\n' -XX:TieredStopAtLevel=1 -Dtenor.simd.loops=plain -Dtenor.simd.rules=false
  fi
}

# Do the arguments ask for help or a list, or for a prediction of about a minute of audio at most?
is_quick() {
  for word; do
    case $word in
      -h | --help | --version) return 0 ;;
    esac
  done
  case ${1:-help} in
    help | version | models) return 0 ;;
    predict) are_small "$@" ;;
    *) return 1 ;;
  esac
}

# Are those of the arguments that are files 1.5 MB together at most, none of them a model, and is none of
# the others a folder?
are_small() (
  left=$#
  while [ "$left" -gt 0 ]; do
    word=$1
    shift
    left=$((left - 1))
    if [ -d "$word" ] || [ "$word" != "${word%.safetensors}" ]; then
      return 1
    elif [ -f "$word" ]; then
      set -- "$@" "$word"
    fi
  done
  [ $# -gt 0 ] &&
    [ "$(LC_ALL=C ls -lnL -- "$@" | awk '{ sum += $5 } END { print sum + 0 }')" -le 1500000 ]
)

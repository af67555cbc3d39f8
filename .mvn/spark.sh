# Sourced by tools/tenor, for --master and --features alone: the command line with Spark, and its
# library for Parquet, on the class path.

# Is there such an option among the arguments?
needs_spark() {
  for word; do
    case $word in
      --master | --master=* | --features | --features=*) return 0 ;;
      --) return 1 ;;
    esac
  done
  return 1
}

# Becomes a JVM that runs the command line with the arguments given, and with Spark. Its executors
# get Tenor's jars from it, and Spark's own from their cluster; where it starts them itself
# (local-cluster), from the same folder. All listens on this machine alone, unless SPARK_LOCAL_IP is
# set.
start_spark() {
  spark=$root/tools/spark/target
  build_if_stale tools/spark tools/spark/target/tenor-spark.jar
  jars=$spark/tenor-spark.jar,$root/tools/target/tenor.jar
  for jar in "$root"/tools/target/lib/*.jar; do
    # Spark has these; a second logger would only confuse it.
    case ${jar##*/} in jackson-* | slf4j-*) ;; *) jars=$jars,$jar ;; esac
  done
  export SPARK_HOME="$spark/home" SPARK_SCALA_VERSION=2.13
  export SPARK_LOCAL_IP="${SPARK_LOCAL_IP:-127.0.0.1}"
  start_java @"$root/.mvn/spark.options" \
    -Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider \
    -Dslf4j.internal.verbosity=WARN -Dorg.slf4j.simpleLogger.log.org.apache=error \
    "-Dspark.jars=$jars" \
    "-Dspark.executor.extraJavaOptions=$(own_options | tr '\n' ' ')" \
    -cp "$spark/tenor-spark.jar:$root/tools/target/tenor.jar:$spark/home/jars/*" \
    dev.tenor.tools.TenorCli "$@"
}

/// Experiments on Apache Spark: each training is a task ([SparkTrainings]) that works in a folder
/// of its own ([AttemptFolder]). A jar beside that of the command line, loaded for `--master`
/// alone.
package dev.tenor.tools.spark;

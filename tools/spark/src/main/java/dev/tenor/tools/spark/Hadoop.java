package dev.tenor.tools.spark;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import scala.Tuple2;

/// The file systems of Hadoop: `file:`, `hdfs:`, `s3a:` and what else is on the class path. To read
/// its settings takes longer than a recording's features: so a task has one of these for all its
/// files.
final class Hadoop {
  private static final String PREFIX = "spark.hadoop.";

  private final Configuration settings = new Configuration();

  Hadoop() {
    if (SparkEnv.get() != null) {
      SparkConf conf = SparkEnv.get().conf();
      for (Tuple2<String, String> setting : conf.getAllWithPrefix(PREFIX)) {
        settings.set(setting._1(), setting._2());
      }
    }
  }

  /// Hadoop's settings, with those of the application: `spark.hadoop.fs.s3a.endpoint`.
  Configuration settings() {
    return settings;
  }

  /// That of a path. A local one gets no files of checksums: Parquet has its own.
  ///
  /// @throws IOException if there is none for its scheme, or it cannot be reached
  FileSystem of(Path path) throws IOException {
    FileSystem system = path.getFileSystem(settings);
    if (system instanceof LocalFileSystem local) {
      local.setWriteChecksum(false);
    }
    return system;
  }

  /// The path on this machine; null where it is elsewhere.
  java.nio.file.Path local(Path path) throws IOException {
    return of(path) instanceof LocalFileSystem
        ? java.nio.file.Path.of(Path.getPathWithoutSchemeAndAuthority(path).toString())
        : null;
  }
}

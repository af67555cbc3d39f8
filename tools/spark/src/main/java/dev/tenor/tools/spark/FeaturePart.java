package dev.tenor.tools.spark;

import dev.tenor.ser.audio.FeatureConfig;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;

/// A part of a table of features, as an executor is told of it.
///
/// @param number from 0
/// @param files its recordings
/// @param out the folder of the table
record FeaturePart(int number, FeatureConfig config, List<String> files, String out) {
  FeaturePart {
    files = List.copyOf(files);
  }

  /// The file of a part that has all its recordings.
  Path whole() {
    return file("");
  }

  /// The file of a part of which some recordings could not be read; it is made again when the
  /// command is repeated.
  Path incomplete() {
    return file("-incomplete");
  }

  private Path file(String suffix) {
    return new Path(out, String.format(Locale.ROOT, "part-%05d%s.parquet", number, suffix));
  }

  /// A recording that could not be read.
  record Unread(String file, String error) {}

  /// What an executor answers.
  ///
  /// @param failure why the part could not be written, null if it was
  record Written(int number, List<Unread> unread, String failure) {}
}

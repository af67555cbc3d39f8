package dev.tenor.tools.spark;

import dev.tenor.ser.DataException;
import dev.tenor.ser.features.KeyedFeatures;
import dev.tenor.tools.options.FeatureTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/// Reads folders of Parquet files with features.
public final class ParquetTables implements FeatureTables {
  private static final Map<String, List<KeyedFeatures>> READ = new HashMap<>();

  @Override
  public List<KeyedFeatures> read(String place) throws IOException {
    Path folder = new Path(place);
    Hadoop hadoop = new Hadoop();
    FileSystem system = hadoop.of(folder);
    List<KeyedFeatures> rows = new ArrayList<>();
    FileStatus[] files = system.exists(folder) ? system.listStatus(folder) : new FileStatus[0];
    Arrays.sort(files);
    for (FileStatus file : files) {
      if (file.getPath().getName().matches("part-.*[.]parquet")) {
        FeatureParquet.read(hadoop, file.getPath(), row -> rows.add(row.features()));
      }
    }
    if (rows.isEmpty()) {
      throw new DataException(
          place + ": holds no table of features; write one with 'tenor features --master'");
    }
    return rows;
  }

  /// The same, once in the life of a process: for executors, which do many trainings.
  static List<KeyedFeatures> once(String place) throws IOException {
    synchronized (READ) {
      List<KeyedFeatures> rows = READ.get(place);
      if (rows == null) {
        rows = new ParquetTables().read(place);
        READ.put(place, rows);
      }
      return rows;
    }
  }
}

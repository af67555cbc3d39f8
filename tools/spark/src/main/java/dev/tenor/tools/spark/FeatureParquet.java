package dev.tenor.tools.spark;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.features.KeyedFeatures;
import dev.tenor.ser.voice.NetworkFrontEnd;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/// Features of recordings as a Parquet file, a row each. The settings of the front end are in the
/// file's metadata, as `tenor.front_end` (JSON, as in config.json) and `tenor.columns` (the names
/// of a frame's values, in order). Each column has one encoding: of several, the file lists them in
/// the order of a hash set, which is another one in each process.
final class FeatureParquet {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message features {
            required binary file (STRING);
            required binary key;
            required int32 frames;
            required double seconds;
            required binary facts (JSON);
            repeated float values;
          }
          """);

  private FeatureParquet() {}

  /// @param file the recording
  record Row(String file, KeyedFeatures features) {}

  /// A file that is being written.
  static final class Writer implements Closeable {
    private final ParquetWriter<Group> out;
    private final int columns;

    private Writer(ParquetWriter<Group> out, int columns) {
      this.out = out;
      this.columns = columns;
    }

    void add(Row row) throws IOException {
      KeyedFeatures features = row.features();
      Group group = new SimpleGroup(SCHEMA);
      group.append("file", row.file());
      group.append("key", Binary.fromConstantByteArray(features.key()));
      group.append("frames", features.features().length / columns);
      group.append("seconds", features.facts().seconds());
      group.append("facts", Json.compact(features.facts()));
      for (float value : features.features()) {
        group.append("values", value);
      }
      out.write(group);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  static Writer writer(Hadoop hadoop, Path file, FeatureConfig config) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("tenor.front_end", Json.compact(config));
    metadata.put("tenor.columns", String.join(",", new NetworkFrontEnd(config).names()));
    return new Writer(
        ExampleParquetWriter.builder(file)
            .withConf(hadoop.settings())
            .withType(SCHEMA)
            .withExtraMetaData(metadata)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withWriterVersion(WriterVersion.PARQUET_2_0)
            .withDictionaryEncoding(false)
            .build(),
        config.columns());
  }

  /// Passes on the rows of a file in order.
  ///
  /// @throws DataException if it is no such file
  static void read(Hadoop hadoop, Path file, Consumer<Row> rows) throws IOException {
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(hadoop.settings()).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        rows.accept(row(group));
      }
    } catch (RuntimeException e) {
      throw new DataException(file + ": is no table of features (" + e.getMessage() + ")", e);
    }
  }

  private static Row row(Group group) throws IOException {
    float[] values = new float[group.getFieldRepetitionCount("values")];
    for (int i = 0; i < values.length; i++) {
      values[i] = group.getFloat("values", i);
    }
    AudioFacts facts = Json.mapper().readValue(group.getString("facts", 0), AudioFacts.class);
    byte[] key = group.getBinary("key", 0).getBytes();
    return new Row(group.getString("file", 0), new KeyedFeatures(key, values, facts));
  }
}

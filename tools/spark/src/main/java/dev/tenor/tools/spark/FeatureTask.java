package dev.tenor.tools.spark;

import dev.tenor.ser.FileErrors;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.features.KeyedExtractor;
import dev.tenor.ser.voice.NetworkFrontEnd;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/// Computes one part of a table on an executor, and puts it in its place by a rename.
final class FeatureTask extends AbstractFunction1<Iterator<String>, String>
    implements Serializable {
  private static final long serialVersionUID = 1;

  /// @param parts one
  @Override
  public String apply(Iterator<String> parts) {
    FeaturePart part = Order.read(parts.next(), FeaturePart.class);
    List<FeaturePart.Unread> unread = new ArrayList<>();
    String failure = null;
    try {
      write(part, unread);
    } catch (IOException e) {
      failure = FileErrors.message(e);
    }
    return Json.compact(new FeaturePart.Written(part.number(), unread, failure));
  }

  private static void write(FeaturePart part, List<FeaturePart.Unread> unread) throws IOException {
    KeyedExtractor extractor = new KeyedExtractor(new NetworkFrontEnd(part.config()));
    Hadoop hadoop = new Hadoop();
    Path temporary = new Path(part.out(), "." + UUID.randomUUID() + ".tmp");
    FileSystem system = hadoop.of(temporary);
    try {
      try (FeatureParquet.Writer table = FeatureParquet.writer(hadoop, temporary, part.config())) {
        for (String file : part.files()) {
          add(hadoop, extractor, table, file, unread);
        }
      }
      Path target = unread.isEmpty() ? part.whole() : part.incomplete();
      system.delete(part.incomplete(), false);
      if (!system.rename(temporary, target) && !system.exists(target)) {
        throw new IOException(target + ": cannot be written");
      }
    } finally {
      system.delete(temporary, false);
    }
  }

  private static void add(
      Hadoop hadoop,
      KeyedExtractor extractor,
      FeatureParquet.Writer table,
      String file,
      List<FeaturePart.Unread> unread)
      throws IOException {
    FeatureParquet.Row row;
    try {
      row = read(hadoop, extractor, new Path(file));
    } catch (IOException | RuntimeException e) {
      unread.add(new FeaturePart.Unread(file, FileErrors.message(e)));
      return;
    }
    table.add(row);
  }

  /// Decoders read files of this machine: others are copied for a moment.
  private static FeatureParquet.Row read(Hadoop hadoop, KeyedExtractor extractor, Path path)
      throws IOException {
    java.nio.file.Path local = hadoop.local(path);
    if (local != null) {
      return new FeatureParquet.Row(path.toString(), extractor.of(AudioSource.of(local)));
    }
    java.nio.file.Path copy = Files.createTempFile("tenor-", "-" + path.getName());
    try {
      hadoop.of(path).copyToLocalFile(false, path, new Path(copy.toUri()), true);
      return new FeatureParquet.Row(path.toString(), extractor.of(AudioSource.of(copy)));
    } catch (IOException e) {
      throw new IOException(FileErrors.message(e).replace(copy.toString(), path.toString()), e);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}

package dev.tenor.tools.spark;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tenor.engine.backend.BackendUnavailableException;
import dev.tenor.engine.io.Sha256;
import dev.tenor.engine.io.WriteException;
import dev.tenor.ser.DataException;
import dev.tenor.ser.Remedy;
import dev.tenor.ser.audio.AudioExtensions;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.features.KeyedExtractor;
import dev.tenor.ser.voice.NetworkFrontEnd;
import dev.tenor.tools.options.Cluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.SparkContext;

/// Writes a table of features: parts of [#ROWS] recordings in the order of their paths, whoever
/// computes them, so that the same recordings give the same files.
final class FeatureRun {
  /// Recordings of a part: some seconds of work, and some ten MB.
  static final int ROWS = 256;

  private final SparkContext context;
  private final FeatureConfig config;
  private final Path out;
  private final Cluster.Progress progress;
  private final Hadoop hadoop = new Hadoop();

  FeatureRun(SparkContext context, FeatureConfig config, String out, Cluster.Progress progress) {
    this.context = context;
    this.config = config;
    this.out = new Path(out);
    this.progress = progress;
  }

  /// See [Cluster#features].
  Cluster.Table run(List<String> places) throws IOException, InterruptedException {
    new KeyedExtractor(new NetworkFrontEnd(config)); // settings that do not fit fail here
    List<String> files = list(places);
    FileSystem system = hadoop.of(out);
    begin(system, files);
    List<FeaturePart> open = new ArrayList<>();
    for (int from = 0; from < files.size(); from += ROWS) {
      List<String> some = files.subList(from, Math.min(files.size(), from + ROWS));
      FeaturePart part = new FeaturePart(from / ROWS, config, some, out.toString());
      if (!system.exists(part.whole())) {
        open.add(part);
      }
    }
    List<FeaturePart.Written> written = open.isEmpty() ? List.of() : compute(open, files.size());
    return result(system, files.size(), written);
  }

  private List<String> list(List<String> places) throws IOException {
    List<String> files = new ArrayList<>();
    for (String place : places) {
      Path path = new Path(place);
      FileSystem system = hadoop.of(path);
      if (!system.exists(path)) {
        throw new DataException(place + ": does not exist; name a recording or a folder");
      }
      if (system.getFileStatus(path).isFile()) {
        files.add(place);
        continue;
      }
      List<String> found = new ArrayList<>();
      RemoteIterator<LocatedFileStatus> all = system.listFiles(path, true);
      while (all.hasNext()) {
        found.add(all.next().getPath().toString());
      }
      found.removeIf(file -> !isRecording(file));
      found.sort(Comparator.naturalOrder());
      if (found.isEmpty()) {
        throw new DataException(
            place
                + ": no audio file in this folder; expected "
                + String.join(" ", AudioExtensions.all()));
      }
      files.addAll(found);
    }
    return files;
  }

  private static boolean isRecording(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && AudioExtensions.all().stream().anyMatch(lower::endsWith);
  }

  /// Writes down what the table is of, or compares with it.
  private void begin(FileSystem system, List<String> files) throws IOException {
    byte[] digest =
        Sha256.start().digest(String.join("\n", files).getBytes(StandardCharsets.UTF_8));
    String plan =
        Json.pretty(new TablePlan(config, files.size(), HexFormat.of().formatHex(digest)));
    Path file = new Path(out, "features.json");
    if (system.exists(file)) {
      if (!read(system, file).equals(plan)) {
        throw new DataException(
            out + ": holds features of other recordings or settings; choose another folder",
            Remedy.OTHER_FOLDER);
      }
      return;
    }
    system.mkdirs(out);
    write(system, file, plan);
  }

  /// What a table is of.
  ///
  /// @param digest SHA-256 of the recordings' names
  record TablePlan(FeatureConfig frontEnd, int recordings, String digest) {}

  private static String read(FileSystem system, Path file) throws IOException {
    try (InputStream bytes = system.open(file)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void write(FileSystem system, Path file, String text) throws IOException {
    try (OutputStream bytes = system.create(file, true)) {
      bytes.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new WriteException(java.nio.file.Path.of(file.toUri().getPath()), e.getMessage(), e);
    }
  }

  private List<FeaturePart.Written> compute(List<FeaturePart> open, long total)
      throws InterruptedException {
    LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    List<FeaturePart.Written> written = new ArrayList<>();
    long done = total - open.stream().mapToLong(part -> part.files().size()).sum();
    SparkJob job =
        SparkJob.submit(
            context, "features", open, new FeatureTask(), (_, answer) -> answers.add(answer));
    try {
      while (written.size() < open.size()) {
        progress.on(done, total);
        String answer = answers.poll(1, TimeUnit.SECONDS);
        if (answer != null) {
          written.add(Order.read(answer, FeaturePart.Written.class));
          done += ROWS;
        } else if (job.isCompleted() && answers.isEmpty()) {
          throw new BackendUnavailableException(
              "Spark ended the job (" + job.problem() + "); repeat the command to go on");
        }
      }
      progress.on(total, total);
    } finally {
      job.stop();
    }
    return written;
  }

  private Cluster.Table result(FileSystem system, int total, List<FeaturePart.Written> written)
      throws IOException {
    List<String> failures =
        written.stream().map(FeaturePart.Written::failure).filter(f -> f != null).toList();
    if (!failures.isEmpty()) {
      throw new WriteException(
          java.nio.file.Path.of(out.toUri().getPath()),
          failures.size()
              + " of "
              + written.size()
              + " parts could not be written: "
              + failures.getFirst()
              + "; repeat the command to write them",
          null);
    }
    List<FeaturePart.Unread> unread =
        written.stream()
            .sorted(Comparator.comparingInt(FeaturePart.Written::number))
            .flatMap(part -> part.unread().stream())
            .toList();
    Path errors = new Path(out, "errors.csv");
    if (unread.isEmpty()) {
      system.delete(errors, false);
      return new Cluster.Table(total, 0, null);
    }
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord("file", "error");
      unread.forEach(one -> csv.writeRecord(one.file(), one.error()));
    }
    write(system, errors, text.toString());
    return new Cluster.Table(total, unread.size(), errors.toString());
  }
}

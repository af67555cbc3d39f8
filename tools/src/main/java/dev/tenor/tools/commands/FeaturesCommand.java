package dev.tenor.tools.commands;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.Length;
import dev.tenor.ser.export.NpyFile;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.voice.NetworkFrontEnd;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.Progress;
import dev.tenor.tools.console.TableProgress;
import dev.tenor.tools.options.AudioFiles;
import dev.tenor.tools.options.Cluster;
import dev.tenor.tools.options.ClusterMixin;
import dev.tenor.tools.options.SettingOptions;
import dev.tenor.tools.options.SettingsMixin;
import dev.tenor.tools.options.ThreadsMixin;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tenor features`.
@Command(
    name = "features",
    modelTransformer = SettingOptions.FrontEnd.class,
    customSynopsis = "tenor features [OPTIONS] --out=OUT FILE...",
    description = "Compute log-mel spectrograms in decibels, without standardisation.",
    footer = {
      "tenor features clip.wav --out clip.npy",
      "tenor features folder/ --out features/",
      "tenor features a.wav b.wav --n-mels 64 --out both.csv",
      "tenor features hdfs://host/msp --master spark://host:7077 --out hdfs://host/msp-mels"
    })
public final class FeaturesCommand implements Callable<Integer> {
  private static final int CHUNK = 256;

  @Mixin private Console console;
  @Mixin private ThreadsMixin threads;
  @Mixin private SettingsMixin settings;
  @Mixin private ClusterMixin cluster;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "OUT",
      description = {
        "F.csv: one row per frame of each recording, columns file, frame, mel_0, mel_1, …",
        "F.npy: the float32 matrix [frames, mels] of one recording, for NumPy.",
        "Any other name is a folder: an .npy for each recording, in the same folders below it as"
            + " the recordings.",
        "With --master a folder of Parquet files, which --features of 'train' and 'experiment'"
            + " reads, and errors.csv."
      })
  private String out;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Recordings (WAV, AIFF, AU, FLAC, MP3, Ogg Vorbis, Opus, AAC), - for stdin, and folders;"
              + " with --master also file:, hdfs: and s3a:.")
  private List<String> inputs;

  FeaturesCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    FeatureConfig config = settings.frontEnd();
    if (cluster.isSet()) {
      return writeTable(config);
    }
    Path out = Path.of(this.out);
    String name = out.toString().toLowerCase(Locale.ROOT);
    List<Recording> recordings = recordings();
    if (name.endsWith(".npy") && recordings.size() > 1) {
      throw new IllegalArgumentException(
          "--out "
              + out
              + " takes one recording, there are "
              + recordings.size()
              + "; use F.csv, or the name of a folder");
    }
    if (name.endsWith(".csv")) {
      writeCsv(out, config, recordings, compute(config, recordings));
    } else if (name.endsWith(".npy")) {
      writeNpy(config, out, compute(config, recordings).getFirst());
    } else if (recordings.size() == 1 && !Files.isDirectory(Path.of(inputs.getFirst()))) {
      throw new IllegalArgumentException(
          "--out " + out + " ends neither in .csv nor in .npy; a folder is for several recordings");
    } else {
      writeFolder(out, config, recordings);
    }
    console.info(
        String.format(
            Locale.ROOT,
            "%s: %d recordings of %s%d frames and %d columns",
            out,
            recordings.size(),
            config.length() == Length.OWN ? "up to " : "",
            config.frames(),
            config.columns()));
    return ExitCode.OK;
  }

  private int writeTable(FeatureConfig config) throws IOException, InterruptedException {
    List<String> files = inputs.stream().map(ClusterMixin::absolute).toList();
    String place = ClusterMixin.absolute(out);
    Cluster.Table table;
    try (Cluster opened = cluster.open("tenor features " + place, console);
        TableProgress progress = new TableProgress(console)) {
      table = opened.features(config, files, place, progress::on);
    } catch (InterruptedException e) {
      console.warn("stopped; repeat the command to go on");
      throw e;
    }
    console.info(
        String.format(
            Locale.ROOT,
            "%s: %d recordings of up to %d frames and %d columns%s",
            place,
            table.recordings() - table.failed(),
            config.frames(),
            config.columns(),
            table.failed() == 0
                ? ""
                : "; " + table.failed() + " that cannot be read are listed in " + table.errors()));
    return ExitCode.OK;
  }

  /// A recording, and its place below the folder that was named.
  private record Recording(Path file, Path place) {}

  private List<Recording> recordings() throws IOException {
    List<Recording> recordings = new ArrayList<>();
    for (String given : inputs) {
      Path input = Path.of(given);
      boolean folder = Files.isDirectory(input);
      for (Path file : AudioFiles.below(input, console::warn)) {
        recordings.add(new Recording(file, folder ? input.relativize(file) : file.getFileName()));
      }
    }
    return recordings;
  }

  /// As many at a time as memory takes easily.
  private void writeFolder(Path out, FeatureConfig config, List<Recording> recordings)
      throws IOException, InterruptedException {
    List<Path> targets = targets(out, recordings);
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new IllegalArgumentException(
          "--out " + out + " is a file; name a folder, or a file that ends in .csv or .npy");
    }
    for (int from = 0; from < recordings.size(); from += CHUNK) {
      int to = Math.min(recordings.size(), from + CHUNK);
      List<float[]> features = compute(config, recordings.subList(from, to));
      for (int i = from; i < to; i++) {
        Files.createDirectories(targets.get(i).getParent());
        writeNpy(config, targets.get(i), features.get(i - from));
      }
    }
  }

  /// `sub/clip.npy` for `sub/clip.wav`; with its whole name where another recording takes that.
  private static List<Path> targets(Path out, List<Recording> recordings) {
    List<Path> targets = new ArrayList<>();
    Set<Path> taken = new HashSet<>();
    for (Recording recording : recordings) {
      String name = recording.place().getFileName().toString();
      String stem = name.replaceFirst("(?<=.)\\.[^.]*$", "");
      Path target = out.resolve(recording.place()).resolveSibling(stem + ".npy");
      target = taken.add(target) ? target : target.resolveSibling(name + ".npy");
      targets.add(target);
    }
    Set<Path> distinct = new HashSet<>();
    for (Path target : targets) {
      if (!distinct.add(target)) {
        throw new IllegalArgumentException(
            "two recordings would be written to " + target + "; name their folders one by one");
      }
    }
    return targets;
  }

  private static void writeNpy(FeatureConfig config, Path target, float[] features)
      throws IOException {
    int columns = config.columns();
    NpyFile.write(target, features, features.length / columns, columns);
  }

  private List<float[]> compute(FeatureConfig config, List<Recording> recordings)
      throws IOException, InterruptedException {
    int workers = threads.count();
    try (Progress progress = console.progress("features", "recordings", recordings.size())) {
      return new FeatureExtractor(new NetworkFrontEnd(config), workers)
              .extractAll(
                  recordings.stream().map(r -> AudioSource.of(r.file())).toList(),
                  (done, _) -> progress.done(done))
              .stream()
              .map(FeatureExtractor.Result::features)
              .toList();
    }
  }

  private static void writeCsv(
      Path out, FeatureConfig config, List<Recording> recordings, List<float[]> features)
      throws IOException {
    AtomicFile.write(
        out,
        bytes -> {
          Writer text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
          CsvWriter csv = CsvWriter.builder().build(text);
          List<String> header = new ArrayList<>(List.of("file", "frame"));
          header.addAll(new NetworkFrontEnd(config).names());
          csv.writeRecord(header);
          for (int i = 0; i < recordings.size(); i++) {
            writeRows(csv, recordings.get(i).file().toString(), features.get(i), config.columns());
          }
          csv.flush();
        });
  }

  private static void writeRows(CsvWriter csv, String file, float[] features, int columns) {
    for (int row = 0; row < features.length / columns; row++) {
      List<String> cells = new ArrayList<>(List.of(file, Integer.toString(row)));
      for (int c = 0; c < columns; c++) {
        cells.add(Float.toString(features[row * columns + c]));
      }
      csv.writeRecord(cells);
    }
  }
}

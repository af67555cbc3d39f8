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
import dev.tenor.tools.options.AudioFiles;
import dev.tenor.tools.options.SettingOptions;
import dev.tenor.tools.options.SettingsMixin;
import dev.tenor.tools.options.ThreadsMixin;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tenor features`.
@Command(
    name = "features",
    modelTransformer = SettingOptions.FrontEnd.class,
    customSynopsis = "tenor features FILE... --out OUT [OPTION]...",
    description = "Compute log-mel spectrograms in decibels, without standardisation.")
public final class FeaturesCommand implements Callable<Integer> {
  @Mixin private Console console;
  @Mixin private ThreadsMixin threads;
  @Mixin private SettingsMixin settings;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "OUT",
      description = {
        "F.csv: one row per frame of each recording, columns file, frame, mel_0, mel_1, …",
        "F.npy: the float32 matrix [frames, mels] of one recording, for NumPy."
      })
  private Path out;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Recordings (WAV, AIFF, AU, FLAC, MP3, Ogg Vorbis, Opus, AAC), - for stdin, and folders.")
  private List<Path> inputs;

  FeaturesCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    String name = out.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".csv") && !name.endsWith(".npy")) {
      throw new IllegalArgumentException("--out " + out + " ends neither in .csv nor in .npy");
    }
    FeatureConfig config = settings.frontEnd();
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      files.addAll(AudioFiles.below(input, console::warn));
    }
    if (name.endsWith(".npy") && files.size() > 1) {
      throw new IllegalArgumentException(
          "--out " + out + " takes one recording, there are " + files.size() + "; use F.csv");
    }
    List<float[]> features = compute(config, files);
    if (name.endsWith(".npy")) {
      int columns = config.columns();
      NpyFile.write(out, features.getFirst(), features.getFirst().length / columns, columns);
    } else {
      writeCsv(config, files, features);
    }
    console.info(
        String.format(
            Locale.ROOT,
            "%s: %d recordings of %s%d frames and %d columns",
            out,
            files.size(),
            config.length() == Length.OWN ? "up to " : "",
            config.frames(),
            config.columns()));
    return ExitCode.OK;
  }

  private List<float[]> compute(FeatureConfig config, List<Path> files)
      throws IOException, InterruptedException {
    int workers = threads.count();
    try (Progress progress = console.progress("features", "recordings", files.size())) {
      return new FeatureExtractor(new NetworkFrontEnd(config), workers)
              .extractAll(
                  files.stream().map(AudioSource::of).toList(), (done, _) -> progress.done(done))
              .stream()
              .map(FeatureExtractor.Result::features)
              .toList();
    }
  }

  private void writeCsv(FeatureConfig config, List<Path> files, List<float[]> features)
      throws IOException {
    AtomicFile.write(
        out,
        bytes -> {
          Writer text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
          CsvWriter csv = CsvWriter.builder().build(text);
          List<String> header = new ArrayList<>(List.of("file", "frame"));
          header.addAll(new NetworkFrontEnd(config).names());
          csv.writeRecord(header);
          for (int i = 0; i < files.size(); i++) {
            writeRows(csv, files.get(i).toString(), features.get(i), config.columns());
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

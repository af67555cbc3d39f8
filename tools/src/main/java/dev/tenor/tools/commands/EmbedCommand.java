package dev.tenor.tools.commands;

import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.DataException;
import dev.tenor.ser.FileErrors;
import dev.tenor.ser.explain.Activations;
import dev.tenor.ser.explain.Embedder;
import dev.tenor.ser.explain.EmbeddingFile;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.Table;
import dev.tenor.tools.options.AudioFiles;
import dev.tenor.tools.options.BackendMixin;
import dev.tenor.tools.options.ModelMixin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tenor embed`.
@Command(
    name = "embed",
    description = {
      "Write what a stage or a layer of a network computes for recordings.",
      "A recording that is longer than what the model hears gives a row for each window, as in"
          + " 'tenor predict'; one without signal gives none. If a recording cannot be read, this is"
          + " reported, the others are written, and the exit code is 3."
    },
    footer = {
      "tenor embed recordings/ --out embeddings.csv",
      "tenor embed clip.wav --stage extraction --pool none --out steps.npy",
      "tenor embed recordings/ --stage extraction.blocks.2 --out blocks.npy",
      "tenor embed --stages"
    })
public final class EmbedCommand implements Callable<Integer> {
  /// What becomes of several time steps or tokens.
  enum Pool {
    MEAN,
    NONE
  }

  @Mixin private Console console;
  @Mixin private BackendMixin backend;
  @Mixin private ModelMixin models;

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      defaultValue = "enhancement",
      description =
          "extraction (the time steps H), aggregation (the tokens Z0), enhancement (the vector Z that"
              + " the classifier gets), logits, or the path of a layer, see --stages (default:"
              + " ${DEFAULT-VALUE}).")
  private String stage;

  @Option(names = "--stages", description = "List all stages and layers with their shapes.")
  private boolean list;

  @Option(
      names = "--pool",
      paramLabel = "mean|none",
      defaultValue = "MEAN",
      description = {
        "mean: the mean over everything but the last dim, a vector for each window (default).",
        "none: everything, [time steps, D] or [tokens, D] or, of a convolution block, [T,F,C]."
      })
  private Pool pool;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "OUT",
      description = {
        "F.csv: a row for each window, columns file, start, end, 0, 1, …",
        "F.npy: the float32 matrix of the rows, for NumPy, and F.rows.csv with file, start and end"
            + " of each; with --pool none the array of one window.",
        "DIR: with --pool none NAME.npy for each recording, NAME@START.npy for each window of a long"
            + " one."
      })
  private Path out;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE|FOLDER",
      description =
          "Recordings (WAV, AIFF, AU, FLAC, MP3, Ogg Vorbis, Opus, AAC), - for stdin, and folders.")
  private List<Path> inputs = List.of();

  EmbedCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!list && (inputs.isEmpty() || out == null)) {
      throw new IllegalArgumentException(
          inputs.isEmpty()
              ? "there is no recording; name FILE or FOLDER, or list the stages with --stages"
              : "--out is missing: where to write, F.csv or F.npy");
    }
    EmbeddingFile file = list ? null : EmbeddingFile.of(out, pool == Pool.MEAN);
    SerModel model = models.openNetwork(console, "tenor embed");
    try (Backend opened = backend.open(console);
        Embedder embedder = new Embedder(model, opened, stage, pool == Pool.MEAN)) {
      return list ? list(embedder.stages()) : embed(embedder, file);
    }
  }

  private int list(Activations all) {
    Table table = new Table("stage", "shape");
    for (String name : all.names()) {
      table.row(
          name,
          Arrays.stream(all.get(name).shape())
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(" x ")));
    }
    table.print(console.out());
    return ExitCode.OK;
  }

  private int embed(Embedder embedder, EmbeddingFile file)
      throws IOException, InterruptedException {
    List<String> errors = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      try {
        files.addAll(AudioFiles.below(input, console::warn));
      } catch (IOException e) {
        errors.add(FileErrors.message(e));
      }
    }
    try (PredictProgress progress = new PredictProgress(console, 0, files.size(), (_, _) -> {})) {
      embedder.embed(
          files,
          backend.threads(),
          progress,
          (windows, told) -> {
            if (told.error() != null) {
              errors.add(FileErrors.message(told.error()));
            } else if (windows.isEmpty()) {
              console.warn(told.file() + ": is left out: " + told.facts().nothingToHear());
            }
            file.add(windows);
          });
    }
    errors.forEach(console::warn);
    if (file.rows() == 0) {
      throw new DataException("no recording could be embedded; nothing is written to " + out);
    }
    file.write();
    console.info(String.format(Locale.ROOT, "%s: %s, %d rows", out, stage, file.rows()));
    return errors.isEmpty() ? ExitCode.OK : ExitCode.DATA;
  }
}

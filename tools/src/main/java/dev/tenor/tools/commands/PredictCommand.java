package dev.tenor.tools.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.train.Recognizer;
import dev.tenor.ser.train.Recognizer.Prediction;
import dev.tenor.ser.train.SerModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tenor predict`.
@Command(
    name = "predict",
    description = {
      "Say which emotion each recording expresses.",
      "A recording that cannot be read is reported, the others are answered, and the exit code is"
          + " 3."
    })
public final class PredictCommand implements Callable<Integer> {
  /// Bounds memory; no answer depends on it.
  private static final int CHUNK = 256;

  @Mixin private Console console;
  @Mixin private BackendMixin backend;

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "MODEL",
      description = "The model.safetensors of a run, or the run's folder.")
  private Path model;

  @Option(
      names = "--json",
      description =
          "Print JSON: [{\"file\", \"emotion\", \"scores\": {label: …}, \"seconds\"}, …].")
  private boolean json;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Recordings (WAV, FLAC, MP3, Ogg Vorbis) and folders that hold some.")
  private List<Path> inputs;

  PredictCommand() {}

  /// One element of the JSON array; `error` instead of the rest where there is no answer.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      String file, String emotion, Map<String, Float> scores, Double seconds, String error) {
    static Answer of(Prediction p) {
      return p.error() != null
          ? failed(p.file(), p.error())
          : new Answer(p.file().toString(), p.emotion(), p.scores(), p.seconds(), null);
    }

    static Answer failed(Path file, IOException error) {
      return new Answer(file.toString(), null, null, null, error.getMessage());
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    SerModel loaded = SerModel.load(ModelFile.of(model));
    List<Answer> answers;
    try (Backend opened = backend.open(console);
        Recognizer recognizer = new Recognizer(loaded, opened)) {
      answers = answers(recognizer);
    }
    List<Answer> failed = answers.stream().filter(a -> a.error() != null).toList();
    if (json) {
      console.out().print(Json.pretty(answers));
    } else if (failed.size() < answers.size()) {
      print(answers, loaded.labels());
    }
    failed.forEach(a -> console.warn(a.error()));
    return failed.isEmpty() ? ExitCode.OK : ExitCode.DATA;
  }

  private List<Answer> answers(Recognizer recognizer) throws InterruptedException {
    List<Answer> answers = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      try {
        files.addAll(AudioFiles.below(input));
      } catch (IOException e) {
        answers.add(Answer.failed(input, e));
      }
    }
    try (Progress progress = console.progress("predict", "recordings", files.size())) {
      for (int from = 0; from < files.size(); from += CHUNK) {
        List<Path> chunk = files.subList(from, Math.min(files.size(), from + CHUNK));
        int before = from;
        recognizer
            .predict(chunk, backend.threads(), done -> progress.done(before + done))
            .forEach(prediction -> answers.add(Answer.of(prediction)));
      }
    }
    return answers;
  }

  private void print(List<Answer> answers, List<String> labels) {
    List<String> header = new ArrayList<>(List.of("file", "emotion"));
    header.addAll(labels);
    header.add("seconds");
    Table table = new Table(header.toArray(String[]::new));
    for (Answer a : answers) {
      if (a.error() == null) {
        List<String> row = new ArrayList<>(List.of(a.file(), a.emotion()));
        labels.forEach(label -> row.add(String.format(Locale.ROOT, "%.3f", a.scores().get(label))));
        row.add(String.format(Locale.ROOT, "%.2f", a.seconds()));
        table.row(row.toArray(String[]::new));
      }
    }
    table.print(console.out());
  }
}

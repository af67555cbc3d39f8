package dev.tenor.tools.commands;

import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.FileErrors;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.predict.Recognizer;
import dev.tenor.ser.predict.Recognizer.Prediction;
import dev.tenor.ser.predict.TrainedModel;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.Progress;
import dev.tenor.tools.console.Table;
import dev.tenor.tools.options.AudioFiles;
import dev.tenor.tools.options.BackendMixin;
import dev.tenor.tools.options.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
      "Predict the emotion of each recording.",
      "A recording is truncated to the length that the model was trained on (usually 10 s); the"
          + " column 'heard' is the length used. No emotion is predicted for a recording without"
          + " signal (silence, channels that cancel each other, less than 0.1 s); the notes give the"
          + " reason.",
      "If a recording cannot be read, this is reported, the others are predicted, and the exit code"
          + " is 3."
    })
public final class PredictCommand implements Callable<Integer> {
  /// Limits memory; predictions do not depend on it.
  private static final int CHUNK = 256;

  private static final String NO_EMOTION = "-";

  @Mixin private Console console;
  @Mixin private BackendMixin backend;

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "MODEL",
      description = "A model.safetensors, or the run folder that contains it.")
  private Path model;

  @Option(
      names = "--json",
      description =
          "Print JSON: [{\"file\", \"emotion\", \"scores\": {label: …}, \"seconds\","
              + " \"heard_seconds\", \"warnings\"}, …]; the emotion is null, with a \"reason\","
              + " for a recording without signal; a file that cannot be read has an \"error\".")
  private boolean json;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Recordings (WAV, AIFF, AU, FLAC, MP3, Ogg Vorbis, Opus, AAC), - for stdin, and folders.")
  private List<Path> inputs;

  PredictCommand() {}

  /// One input with its prediction, or with the reason why it could not be read.
  private record Answer(Path file, Prediction prediction, IOException error) {
    static Answer of(Prediction p) {
      return new Answer(p.file(), p, p.error());
    }

    static Answer failed(Path file, IOException error) {
      return new Answer(file, null, error);
    }

    /// One element of the JSON array.
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("file", file.toString());
      if (error != null) {
        json.put("error", FileErrors.message(error));
        return json;
      }
      json.put("emotion", prediction.emotion());
      if (prediction.silence() != null) {
        json.put("reason", prediction.silence());
      } else {
        json.put("scores", prediction.scores());
      }
      json.put("seconds", prediction.facts().seconds());
      json.put("heard_seconds", prediction.facts().heardSeconds());
      json.put("warnings", prediction.warnings());
      return json;
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    TrainedModel loaded = TrainedModel.load(ModelFile.of(model));
    List<Answer> answers;
    try (Backend opened = backend.open(console);
        Recognizer recognizer = new Recognizer(loaded, opened)) {
      answers = answers(recognizer);
    }
    List<Answer> failed = answers.stream().filter(a -> a.error() != null).toList();
    if (json) {
      console.out().print(Json.pretty(answers.stream().map(Answer::json).toList()));
    } else if (failed.size() < answers.size()) {
      print(answers, loaded.labels());
    }
    failed.forEach(a -> console.warn(FileErrors.message(a.error())));
    return failed.isEmpty() ? ExitCode.OK : ExitCode.DATA;
  }

  private List<Answer> answers(Recognizer recognizer) throws InterruptedException {
    List<Answer> answers = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      try {
        files.addAll(AudioFiles.below(input, console::warn));
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
    header.addAll(List.of("seconds", "heard", "notes"));
    Table table = new Table(header.toArray(String[]::new));
    for (Answer a : answers) {
      if (a.error() == null) {
        table.row(row(a.prediction(), labels));
      }
    }
    table.print(console.out());
  }

  private static String[] row(Prediction p, List<String> labels) {
    List<String> row = new ArrayList<>(List.of(p.file().toString()));
    row.add(p.emotion() == null ? NO_EMOTION : p.emotion());
    for (String label : labels) {
      Float score = p.scores().get(label);
      row.add(score == null ? NO_EMOTION : String.format(Locale.ROOT, "%.3f", score));
    }
    row.add(String.format(Locale.ROOT, "%.2f", p.facts().seconds()));
    row.add(String.format(Locale.ROOT, "%.2f", p.facts().heardSeconds()));
    row.add(String.join("; ", p.warnings()));
    return row.toArray(String[]::new);
  }
}

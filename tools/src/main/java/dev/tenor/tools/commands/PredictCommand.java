package dev.tenor.tools.commands;

import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.FileErrors;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.predict.Recognizer;
import dev.tenor.ser.predict.TrainedModel;
import dev.tenor.ser.predict.Windows;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.Table;
import dev.tenor.tools.options.AudioFiles;
import dev.tenor.tools.options.BackendMixin;
import dev.tenor.tools.options.BackendOpening;
import dev.tenor.tools.options.ModelMixin;
import dev.tenor.tools.options.TimelineOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      "A recording that is longer than what the model hears (8 s for the models built in) is predicted in windows,"
          + " one every half window; its probabilities are the mean of those of the windows with"
          + " speech, weighted by the seconds of speech in them. The columns 'heard' and 'speech' are"
          + " the seconds used and those with speech in them.",
      "No emotion is predicted for a recording without signal (silence, channels that cancel each"
          + " other, less than 0.1 s) or without speech (less than 0.3 s in every window; whispered"
          + " speech is not found); the notes give the reason. An emotion less probable than --unsure"
          + " is marked as unsure.",
      "If a recording cannot be read, this is reported, the others are predicted, and the exit code"
          + " is 3."
    },
    footer = {
      "tenor predict clip.wav",
      "tenor predict --model runs/first folder/ --csv",
      "ffmpeg -i film.mkv -f wav - | tenor predict - --json",
      "tenor predict talk.mp3 --timeline talk.png"
    })
public final class PredictCommand implements Callable<Integer> {
  /// Limits memory; predictions do not depend on it.
  private static final int CHUNK = 256;

  @Mixin private Console console;
  @Mixin private BackendMixin backend;
  @Mixin private ModelMixin model;

  @Option(
      names = "--json",
      description =
          "Print JSON: [{\"file\", \"emotion\", \"unsure\", \"scores\": {label: …}, \"seconds\","
              + " \"heard_seconds\", \"speech_seconds\", \"windows\", \"warnings\"}, …]; the emotion"
              + " is null, with a \"reason\", for a recording without signal or speech; a file that"
              + " cannot be read has an \"error\".")
  private boolean json;

  @Option(
      names = "--csv",
      description =
          "Print CSV: file,emotion,p_LABEL,…,unsure,seconds,heard_seconds,speech_seconds,notes; the"
              + " emotion is empty where there is none, and notes say why.")
  private boolean csv;

  @Option(
      names = "--window",
      paramLabel = "SECONDS",
      description = "Length of a window (default, and at most: what the model hears).")
  private Double window;

  @Option(
      names = "--hop",
      paramLabel = "SECONDS",
      description = "From the start of a window to the next (default: half a window).")
  private Double hop;

  @Option(
      names = "--unsure",
      paramLabel = "P",
      description =
          "Mark an emotion with a probability below P as unsure (default: as stored in the model,"
              + " see 'tenor export --help'; without that 0, never).")
  private Double unsure;

  @Mixin private TimelineOption timeline;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Recordings (WAV, AIFF, AU, FLAC, MP3, Ogg Vorbis, Opus, AAC), - for stdin, and folders.")
  private List<Path> inputs;

  PredictCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (unsure != null && !(unsure >= 0 && unsure <= 1)) {
      throw new IllegalArgumentException(
          "--unsure is " + unsure + ", must be a probability from 0 to 1");
    }
    if (json && csv) {
      throw new IllegalArgumentException("--json and --csv exclude each other; leave out one");
    }
    try (BackendOpening opening = backend.begin()) {
      TrainedModel loaded = ModelMixin.together(model.open(console));
      return predict(loaded, opening);
    }
  }

  private int predict(TrainedModel loaded, BackendOpening opening)
      throws IOException, InterruptedException {
    Windows windows = Windows.of(loaded.features(), window, hop);
    double threshold = unsure == null ? loaded.unsure() : unsure;
    List<Answer> answers;
    try (Backend opened = opening.take(console);
        Recognizer recognizer = new Recognizer(loaded, opened)) {
      answers = answers(recognizer, windows, threshold, together(loaded));
    }
    List<Answer> failed = answers.stream().filter(a -> a.error() != null).toList();
    if (json) {
      console.out().print(Json.pretty(answers.stream().map(Answer::json).toList()));
    } else if (csv) {
      Answer.writeCsv(answers, loaded.labels(), console.out());
    } else if (failed.size() < answers.size()) {
      print(answers, loaded.labels());
    }
    failed.forEach(a -> console.warn(FileErrors.message(a.error())));
    return failed.isEmpty() ? ExitCode.OK : ExitCode.DATA;
  }

  /// Whether all recordings must be predicted at once, which the user is told.
  private boolean together(TrainedModel loaded) {
    boolean together = Recognizer.comparesRecordings(loaded);
    if (together) {
      console.info(
          "the model is normalised over all recordings of a "
              + loaded.features().cmvnOver().word()
              + ": those given are taken as such");
    }
    return together;
  }

  private List<Answer> answers(
      Recognizer recognizer, Windows windows, double threshold, boolean together)
      throws IOException, InterruptedException {
    List<Answer> answers = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      try {
        files.addAll(AudioFiles.below(input, console::warn));
      } catch (IOException e) {
        answers.add(Answer.failed(input, e));
      }
    }
    timeline.prepare(files.size());
    int size = together ? Math.max(1, files.size()) : CHUNK;
    for (int from = 0; from < files.size(); from += size) {
      List<Path> chunk = files.subList(from, Math.min(files.size(), from + size));
      try (PredictProgress progress =
          new PredictProgress(console, from, files.size(), timeline::write)) {
        recognizer
            .predict(chunk, windows, threshold, backend.threads(), progress)
            .forEach(prediction -> answers.add(Answer.of(prediction)));
      }
    }
    return answers;
  }

  private void print(List<Answer> answers, List<String> labels) {
    List<String> header = new ArrayList<>(List.of("file", "emotion"));
    header.addAll(labels);
    header.addAll(List.of("seconds", "heard", "speech", "notes"));
    Table table = new Table(header.toArray(String[]::new));
    for (Answer a : answers) {
      if (a.error() == null) {
        table.row(a.row(labels));
      }
    }
    table.print(console.out());
  }
}

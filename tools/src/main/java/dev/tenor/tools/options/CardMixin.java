package dev.tenor.tools.options;

import dev.tenor.ser.models.CardWriter;
import dev.tenor.ser.models.ModelCard;
import dev.tenor.ser.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a model's card is made from.
public final class CardMixin {
  @Parameters(paramLabel = "RUN", description = "The folder of a finished run.")
  private Path run;

  @Option(
      names = "--experiment",
      paramLabel = "DIR",
      description =
          "An experiment with the same corpus, labels and settings, for scores of all folds (default:"
              + " the run's own test set).")
  private Path experiment;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "Where the corpus is now; of several, one for each in their order (default: where the run"
              + " found them).")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--purpose",
      paramLabel = "TEXT",
      defaultValue = "recognises the emotion of acted speech",
      description = "One line of what the model is for (default: ${DEFAULT-VALUE}).")
  private String purpose;

  @Option(
      names = "--unsure",
      paramLabel = "P",
      defaultValue = "0.5",
      description =
          "Probability below which an answer is called unsure, 0 for never (default: 0.5, below which"
              + " a calibrated answer is more likely wrong than right). The card says how many answers"
              + " that concerns, and how many of them are right.")
  private double unsure;

  /// The card.
  ///
  /// @throws dev.tenor.ser.DataException if the run is not finished, or something does not fit it
  public ModelCard card() throws IOException {
    if (!(unsure >= 0 && unsure <= 1)) {
      throw new IllegalArgumentException(
          "--unsure is " + unsure + ", must be a probability from 0 to 1");
    }
    String command = TrainLine.of(RunDirectory.open(run).spec());
    return new CardWriter(run, experiment, data).card(purpose, unsure, command);
  }

  /// The run's model.
  public Path model() throws IOException {
    return RunDirectory.open(run).model();
  }

  /// The name of the run's folder.
  public String title() {
    return run.toAbsolutePath().normalize().getFileName().toString();
  }
}

package dev.tenor.tools.options;

import dev.tenor.ser.models.ModelCatalogue;
import dev.tenor.ser.predict.Ensemble;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.predict.TrainedModel;
import dev.tenor.tools.console.Console;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which model answers: a file, or one that is built in; several are an [Ensemble].
public final class ModelMixin {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description =
          "A model.safetensors, the run folder that contains it, or the name of a built-in model"
              + " (default: the first that 'tenor models' lists). Repeat it for an ensemble: the"
              + " mean of the models' probabilities.")
  private List<String> models = List.of();

  @Mixin private NetworkMixin network;

  /// Whether the option is there.
  public boolean isGiven() {
    return !models.isEmpty();
  }

  /// The models that are given, else the default; each is named on stderr if it is built in.
  ///
  /// @throws IllegalArgumentException if none is given and none is built in
  /// @throws IOException if there is no such model
  public List<ModelCatalogue.Found> open(Console console) throws IOException {
    ModelCatalogue catalogue = ModelCatalogue.builtIn();
    if (models.isEmpty()) {
      return List.of(said(catalogue.first(), console));
    }
    List<ModelCatalogue.Found> found = new ArrayList<>();
    for (String model : models) {
      found.add(said(catalogue.find(model), console));
    }
    return found;
  }

  /// The one network that is given, else the default, for what several together or an acoustic
  /// model cannot do.
  ///
  /// @param command that wants it
  /// @throws IllegalArgumentException if several are given
  /// @throws IOException if there is no such model, or it is no network
  public SerModel openNetwork(Console console, String command) throws IOException {
    if (models.size() > 1) {
      throw new IllegalArgumentException(
          "--model is given "
              + models.size()
              + " times, but '"
              + command
              + "' looks into one network; call it once for each");
    }
    return open(console).getFirst().network();
  }

  /// The model that an argument names in place of the option.
  ///
  /// @throws IllegalArgumentException if both are given
  /// @throws IOException if there is no such model
  public ModelCatalogue.Found open(Console console, String argument) throws IOException {
    if (isGiven()) {
      throw new IllegalArgumentException(
          "two models are given, "
              + argument
              + " and --model "
              + String.join(", ", models)
              + "; leave out one");
    }
    return said(ModelCatalogue.builtIn().find(argument), console);
  }

  /// One model, or the ensemble of several.
  ///
  /// @throws IllegalArgumentException if several do not fit together
  public static TrainedModel together(List<ModelCatalogue.Found> found) throws IOException {
    List<TrainedModel> members = new ArrayList<>();
    for (ModelCatalogue.Found one : found) {
      members.add(one.model());
    }
    return members.size() == 1 ? members.getFirst() : new Ensemble(members);
  }

  private static ModelCatalogue.Found said(ModelCatalogue.Found found, Console console) {
    if (found.builtIn()) {
      String name = found.name();
      console.info("model " + name + ", built in; data and licences: 'tenor models " + name + "'");
    }
    return found;
  }
}

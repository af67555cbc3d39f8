package dev.tenor.tools.options;

import dev.tenor.ser.models.ModelCatalogue;
import dev.tenor.tools.console.Console;
import java.io.IOException;
import picocli.CommandLine.Option;

/// Which model answers: a file, or one that is built in.
public final class ModelMixin {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description =
          "A model.safetensors, the run folder that contains it, or the name of a built-in model"
              + " (default: the first that 'tenor models' lists).")
  private String model;

  /// The model, which is named on stderr if it is built in.
  ///
  /// @throws IllegalArgumentException if none is given and none is built in
  /// @throws IOException if there is no such model
  public ModelCatalogue.Found open(Console console) throws IOException {
    return open(console, null);
  }

  /// @param argument what was given in place of the option, null if nothing
  /// @throws IllegalArgumentException if both are given
  public ModelCatalogue.Found open(Console console, String argument) throws IOException {
    if (model != null && argument != null) {
      throw new IllegalArgumentException(
          "two models are given, " + argument + " and --model " + model + "; leave out one");
    }
    String wanted = model != null ? model : argument;
    ModelCatalogue catalogue = ModelCatalogue.builtIn();
    ModelCatalogue.Found found = wanted == null ? catalogue.first() : catalogue.find(wanted);
    if (found.builtIn()) {
      String name = found.name();
      console.info("model " + name + ", built in; data and licences: 'tenor models " + name + "'");
    }
    return found;
  }
}

package dev.tenor.tools.commands;

import dev.tenor.engine.io.Safetensors;
import dev.tenor.ser.models.ModelCard;
import dev.tenor.ser.models.ModelCatalogue;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.options.CardMixin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tenor models pack`.
@Command(
    name = "pack",
    customSynopsis = "tenor models pack [OPTIONS] --name=NAME RUN",
    description = {
      "Add a run's model, with its card inside, to the models that come with the program.",
      "Writes NAME.safetensors into the folder and, if it is not there yet, NAME at the end of its"
          + " index.txt; the first line of that is the default. The weights are not changed."
    },
    footer = {
      "tenor models pack runs/first --experiment runs/folds --name mine --purpose \"calls\""
    })
public final class ModelsPackCommand implements Callable<Integer> {
  private static final String RESOURCES = "ser/src/main/resources/" + ModelCatalogue.FOLDER;

  @Mixin private Console console;
  @Mixin private CardMixin source;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The model's name: lower-case letters, digits, hyphens.")
  private String name;

  @Option(
      names = "--card",
      paramLabel = "FILE.json",
      description = "A card that 'tenor models card --json' wrote (default: made from the run).")
  private Path card;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      defaultValue = RESOURCES,
      description = "Folder of the models (default: ${DEFAULT-VALUE}).")
  private Path out;

  ModelsPackCommand() {}

  @Override
  public Integer call() throws IOException {
    ModelCard content = card == null ? source.card() : ModelCard.read(card);
    Path file = ModelCatalogue.add(out, name, Safetensors.read(source.model()), content);
    console.info(String.format(Locale.ROOT, "%s: %,d bytes", file, Files.size(file)));
    return ExitCode.OK;
  }
}

package dev.tenor.tools.commands;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.models.CardPage;
import dev.tenor.ser.models.ModelCard;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.options.CardMixin;
import dev.tenor.tools.options.JsonMixin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tenor models card`.
@Command(
    name = "card",
    description = {
      "Write the card of a trained model: data and licences, protocol, scores for each corpus, class,"
          + " sex and age group beside baselines and human listeners, calibration, intended use,"
          + " limits, and the command that trains it again.",
      "No audio is read: the scores are those of the run, or of an experiment."
    },
    footer = {"tenor models card runs/first --experiment runs/folds --out card.md"})
public final class ModelsCardCommand implements Callable<Integer> {
  @Mixin private Console console;
  @Mixin private JsonMixin json;
  @Mixin private CardMixin source;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Output file (default: standard output).")
  private Path out;

  ModelsCardCommand() {}

  @Override
  public Integer call() throws IOException {
    ModelCard card = source.card();
    String text = json.isSet() ? Json.pretty(card.json()) : CardPage.of(source.title(), card);
    if (out == null) {
      console.out().print(text);
    } else {
      AtomicFile.write(out, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
      console.info("card: " + out);
    }
    return ExitCode.OK;
  }
}

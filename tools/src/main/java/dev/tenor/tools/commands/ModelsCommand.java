package dev.tenor.tools.commands;

import dev.tenor.ser.config.Json;
import dev.tenor.ser.models.CardPage;
import dev.tenor.ser.models.ModelCard;
import dev.tenor.ser.models.ModelCatalogue;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.Table;
import dev.tenor.tools.options.JsonMixin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tenor models`.
@Command(
    name = "models",
    description = {
      "List the models that come with the program, or show the card of one: its data, licences,"
          + " scores and limits. The first is the default of 'tenor predict'.",
    },
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {"tenor models", "tenor models crema-d --json"})
@Subcommands({ModelsCardCommand.class, ModelsPackCommand.class})
public final class ModelsCommand implements Callable<Integer> {
  @Mixin private Console console;
  @Mixin private JsonMixin json;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "The name of a built-in model, a model.safetensors, or a run folder.")
  private String model;

  ModelsCommand() {}

  @Override
  public Integer call() throws IOException {
    ModelCatalogue catalogue = ModelCatalogue.builtIn();
    if (model != null) {
      show(catalogue.find(model));
      return ExitCode.OK;
    }
    List<ModelCatalogue.Found> models = new ArrayList<>();
    for (String name : catalogue.names()) {
      models.add(catalogue.named(name));
    }
    if (json.isSet()) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (ModelCatalogue.Found found : models) {
        rows.add(row(found));
      }
      console.out().print(Json.pretty(rows));
    } else if (models.isEmpty()) {
      console.info("no model is built in");
    } else {
      print(models);
    }
    return ExitCode.OK;
  }

  private void show(ModelCatalogue.Found found) throws IOException {
    ModelCard card = found.card();
    if (card.isEmpty()) {
      throw new IllegalArgumentException(
          found.name() + ": the model has no card; 'tenor models card RUN' makes one from its run");
    }
    console.out().print(json.isSet() ? Json.pretty(card.json()) : CardPage.of(found.name(), card));
  }

  private static Map<String, Object> row(ModelCatalogue.Found found) throws IOException {
    ModelCard card = found.card();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", found.name());
    row.put("purpose", card.purpose());
    row.put("labels", found.model().labels());
    row.put("data", card.corpora());
    row.put("licence", card.licence());
    row.put("bytes", found.bytes());
    return row;
  }

  private void print(List<ModelCatalogue.Found> models) throws IOException {
    Table table = new Table("name", "size", "labels", "data", "licence", "for");
    for (ModelCatalogue.Found found : models) {
      ModelCard card = found.card();
      table.row(
          found.name(),
          String.format(Locale.ROOT, "%.1f MB", found.bytes() / 1e6),
          String.join(" ", found.model().labels()),
          String.join(" ", card.corpora()),
          card.licence(),
          card.purpose());
    }
    table.print(console.out());
  }
}

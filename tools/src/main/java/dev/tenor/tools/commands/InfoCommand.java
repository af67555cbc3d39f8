package dev.tenor.tools.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.model.Networks;
import dev.tenor.ser.models.ModelCatalogue;
import dev.tenor.ser.predict.AcousticModel;
import dev.tenor.ser.predict.Ensemble;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.predict.TrainedModel;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.options.JsonMixin;
import dev.tenor.tools.options.NetworkMixin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tenor info`.
@Command(
    name = "info",
    description =
        "Show a model's labels, number of parameters per stage, configuration and provenance.",
    footer = {"tenor info runs/first", "tenor info runs/first/model.safetensors --json"})
public final class InfoCommand implements Callable<Integer> {
  @Mixin private Console console;
  @Mixin private NetworkMixin network;
  @Mixin private JsonMixin json;

  @Parameters(
      paramLabel = "MODEL",
      description =
          "A model.safetensors, the run folder that contains it, or the name of a built-in model.")
  private String model;

  InfoCommand() {}

  @Override
  public Integer call() throws IOException {
    ModelCatalogue.Found found = ModelCatalogue.builtIn().find(model);
    Map<String, Object> info = describe(found.file(), found.model());
    if (json.isSet()) {
      console.out().print(Json.pretty(info));
    } else {
      print("", Json.mapper().valueToTree(info));
    }
    return ExitCode.OK;
  }

  private static Map<String, Object> describe(Path file, TrainedModel model) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("file", file.toString());
    info.put("labels", model.labels());
    info.put("unsure", model.unsure());
    switch (model) {
      case SerModel network -> {
        info.put("parameters", parameters(network));
        info.put("network", network.network());
      }
      case AcousticModel acoustic -> {
        info.put("model", acoustic.kind());
        info.put("functionals", acoustic.functionals());
      }
      case Ensemble ensemble -> info.put("members", ensemble.members().size());
    }
    info.put("features", model.features());
    info.put("standardizer", model.standardizer());
    info.put("temperature", model.temperature().value());
    info.put("provenance", model.provenance());
    return info;
  }

  private static Map<String, Object> parameters(SerModel model) {
    Map<String, Object> parameters =
        new LinkedHashMap<>(Networks.create(model.network()).parametersByStage());
    parameters.put("total", parameters.values().stream().mapToLong(count -> (Long) count).sum());
    return parameters;
  }

  /// An object as indented lines `key value`.
  private void print(String indent, JsonNode object) {
    int width = object.propertyStream().mapToInt(e -> e.getKey().length()).max().orElse(0);
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (entry.getValue().isObject()) {
        console.out().println(indent + entry.getKey());
        print(indent + "  ", entry.getValue());
      } else {
        String key = entry.getKey() + " ".repeat(width - entry.getKey().length());
        console.out().println(indent + key + "  " + text(entry.getValue()));
      }
    }
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      List<String> elements = value.valueStream().map(InfoCommand::text).toList();
      return String.join(" ", elements);
    }
    return value.isDouble() && !isShort(value)
        ? String.format(Locale.ROOT, "%.6g", value.doubleValue())
        : value.asText();
  }

  private static boolean isShort(JsonNode number) {
    return number.asText().length() <= 8;
  }
}

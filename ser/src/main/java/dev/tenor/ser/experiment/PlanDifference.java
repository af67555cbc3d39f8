package dev.tenor.ser.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.run.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// What keeps two plans from being one experiment: all but variants, folds and seeds must be equal,
/// and variants of one name.
final class PlanDifference {
  private static final int SHOWN = 3;
  private static final Set<String> RECORDS =
      Set.of("config", "features", "network", "augmentation", "training");

  private final List<String> differences = new ArrayList<>();

  private PlanDifference() {}

  /// @throws IllegalArgumentException if there is a difference: `lr is 1.0E-4 there and 5.0E-4
  ///   here`
  static void require(Plan there, Plan here) {
    PlanDifference all = new PlanDifference();
    all.compare(
        "kind", Json.mapper().valueToTree(there.kind()), Json.mapper().valueToTree(here.kind()));
    all.compare(
        "eta", Json.mapper().valueToTree(there.eta()), Json.mapper().valueToTree(here.eta()));
    all.compare("", base(there.base()), base(here.base()));
    for (Variant variant : here.variants()) {
      there.variants().stream()
          .filter(other -> other.name().equals(variant.name()))
          .forEach(other ->
              all.compare(
                  "variant '" + variant.name() + "'",
                  Json.mapper().valueToTree(other),
                  Json.mapper().valueToTree(variant)));
    }
    if (!all.differences.isEmpty()) {
      throw new IllegalArgumentException(all.text());
    }
  }

  /// Fold and seed are those of the runs.
  private static JsonNode base(RunSpec spec) {
    ObjectNode tree = Json.mapper().valueToTree(spec);
    return tree.without(List.of("fold", "seed"));
  }

  private void compare(String place, JsonNode there, JsonNode here) {
    if (there.equals(here)) {
      return;
    }
    if (there.isObject() && here.isObject()) {
      Set<String> names = new TreeSet<>();
      there.fieldNames().forEachRemaining(names::add);
      here.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compare(join(place, name), there.path(name), here.path(name)));
    } else if (there.isArray() && here.isArray() && there.size() == here.size()) {
      for (int i = 0; i < there.size(); i++) {
        compare(place + " " + (i + 1), there.get(i), here.get(i));
      }
    } else {
      differences.add(
          String.format(Locale.ROOT, "%s is %s there and %s here", place, text(there), text(here)));
    }
  }

  /// Without the names of the records around a setting, whose name is unique.
  private static String join(String place, String name) {
    return place.isEmpty() || RECORDS.contains(place) ? name : place + " " + name;
  }

  private static String text(JsonNode value) {
    return value.isMissingNode()
        ? "not given"
        : value.isTextual() ? value.asText() : value.toString();
  }

  private String text() {
    String first = String.join("; ", differences.subList(0, Math.min(SHOWN, differences.size())));
    int more = differences.size() - SHOWN;
    return more <= 0 ? first : first + "; and " + more + " more";
  }
}

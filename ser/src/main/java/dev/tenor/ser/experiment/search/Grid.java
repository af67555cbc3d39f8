package dev.tenor.ser.experiment.search;

import dev.tenor.ser.experiment.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// All combinations of the values of some settings.
public final class Grid {
  private Grid() {}

  /// The values of one setting.
  ///
  /// @param setting its name in `config.json`
  /// @param option its name for people, `lr`
  /// @param texts of the values, as they were typed
  public record Axis(String setting, String option, List<String> texts, List<Object> values) {}

  /// A variant for each combination, called `lr 1e-4, depth 2`; the last axis varies fastest.
  ///
  /// @throws IllegalArgumentException if there is no axis
  public static List<Variant> variants(List<Axis> axes) {
    if (axes.isEmpty()) {
      throw new IllegalArgumentException(
          "grid: no setting has several values; give some, as --lr 1e-4,5e-4");
    }
    List<Map<Axis, Integer>> cells = List.of(Map.of());
    for (Axis axis : axes) {
      List<Map<Axis, Integer>> longer = new ArrayList<>();
      for (Map<Axis, Integer> cell : cells) {
        for (int i = 0; i < axis.values().size(); i++) {
          Map<Axis, Integer> one = new LinkedHashMap<>(cell);
          one.put(axis, i);
          longer.add(one);
        }
      }
      cells = longer;
    }
    return cells.stream().map(Grid::variant).toList();
  }

  private static Variant variant(Map<Axis, Integer> cell) {
    Map<String, Object> settings = new LinkedHashMap<>();
    cell.forEach((axis, i) -> settings.put(axis.setting(), axis.values().get(i)));
    String name =
        cell.entrySet().stream()
            .map(e -> e.getKey().option() + " " + e.getKey().texts().get(e.getValue()))
            .collect(Collectors.joining(", "));
    return new Variant(name, settings);
  }
}

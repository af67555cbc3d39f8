package dev.tenor.ser.experiment.cross;

import dev.tenor.ser.experiment.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a cross-corpus experiment trains on.
public final class TrainingSets {
  private TrainingSets() {}

  /// Each corpus alone and, of three or more, all but each. Of two, all but one is the other.
  ///
  /// @throws IllegalArgumentException if there are fewer than two
  public static List<Variant> of(List<String> corpora) {
    if (corpora.size() < 2) {
      throw new IllegalArgumentException(
          "cross: needs two corpora or more, not " + corpora + "; repeat --corpus NAME:DIR");
    }
    List<Variant> variants = new ArrayList<>();
    corpora.forEach(name -> variants.add(new Variant(name, Map.of(), List.of(name))));
    if (corpora.size() > 2) {
      for (String left : corpora) {
        List<String> others = corpora.stream().filter(name -> !name.equals(left)).toList();
        variants.add(new Variant("all but " + left, Map.of(), others));
      }
    }
    return variants;
  }
}

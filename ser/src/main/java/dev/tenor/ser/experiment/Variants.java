package dev.tenor.ser.experiment;

import dev.tenor.ser.model.Aggregation;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// The variants of the paper's experiments.
public final class Variants {
  private Variants() {}

  /// Only the configuration itself.
  public static List<Variant> none() {
    return List.of(new Variant("as configured", Map.of()));
  }

  /// The configuration, then each of its parts replaced in turn (paper section 6 and table 1).
  public static List<Variant> ablation(NetworkConfig base) {
    List<Variant> variants = new ArrayList<>();
    variants.add(new Variant("as configured", Map.of()));
    if (base.depth() > 0) {
      variants.add(new Variant("without STL", Map.of("depth", 0)));
    }
    for (Aggregation.Kind kind : Aggregation.Kind.values()) {
      if (base.tokens() == Tokens.VECTOR && kind != base.aggregation()) {
        variants.add(new Variant("aggregation " + word(kind), Map.of("aggregation", kind.name())));
      }
    }
    for (Tokens tokens : Tokens.values()) {
      if (tokens != base.tokens()) {
        variants.add(new Variant(word(tokens) + " tokens", Map.of("tokens", tokens.name())));
      }
    }
    variants.add(flag("shared", base.shared(), "shared layers", "separate layers"));
    variants.add(flag("embedScale", base.embedScale(), "with embed_scale", "without embed_scale"));
    return variants;
  }

  /// Depths of the transformer stack (paper figure 4a); the first one is what the others are
  /// compared with.
  public static List<Variant> depths(List<Integer> depths) {
    return depths.stream().map(d -> new Variant("depth " + d, Map.of("depth", d))).toList();
  }

  /// 0 … 12.
  public static List<Integer> allDepths() {
    return IntStream.rangeClosed(0, 12).boxed().toList();
  }

  private static Variant flag(String setting, boolean on, String withIt, String without) {
    return new Variant(on ? without : withIt, Map.of(setting, !on));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

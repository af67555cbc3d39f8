package dev.tenor.ser.explain;

import dev.tenor.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the stages and layers of a network compute for one utterance, by their names: the stages
/// `extraction` (the time steps H), `aggregation` (the tokens Z0), `enhancement` (the vector Z) and
/// `logits`, of a network of another kind the last alone; the layers by their paths in the state
/// dict. The second application of shared weights is called `PATH#2`, and so on.
public final class Activations {
  /// The stage that the classifier gets.
  static final String EMBEDDING = "enhancement";

  private final Map<String, Activation> stages = new LinkedHashMap<>();
  private final Map<String, Activation> layers = new LinkedHashMap<>();

  Activations() {}

  void add(String path, Shape batch, float[] values) {
    String name = path;
    for (int i = 2; layers.containsKey(name); i++) {
      name = path + "#" + i;
    }
    layers.put(name, Activation.of(batch, values));
  }

  void stage(String name, Shape batch, float[] values) {
    stages.put(name, Activation.of(batch, values));
  }

  /// The names of all, the stages first, then the layers in the order in which they end.
  public List<String> names() {
    List<String> names = new ArrayList<>(stages.keySet());
    layers.keySet().stream().filter(name -> !stages.containsKey(name)).forEach(names::add);
    return names;
  }

  boolean contains(String name) {
    return stages.containsKey(name) || layers.containsKey(name);
  }

  /// @throws IllegalArgumentException if there is none of this name
  public Activation get(String name) {
    Activation found = stages.getOrDefault(name, layers.get(name));
    if (found == null) {
      throw new IllegalArgumentException(
          "this network has no stage or layer '" + name + "'; --stages lists them");
    }
    return found;
  }

  /// The weights [N,T'] with which the time steps become N tokens; null where they are not computed
  /// for each step: the mean, the last state, or no aggregation at all.
  Activation aggregationWeights() {
    return layers.get("aggregation.weights");
  }

  /// The attention [H,T,T] of each transformer layer, or none where there is only one token, which
  /// attends to itself.
  List<Activation> attention() {
    return layers.entrySet().stream()
        .filter(e -> e.getKey().matches(".*\\.self_attn\\.weights(#\\d+)?"))
        .map(Map.Entry::getValue)
        .filter(weights -> weights.shape()[2] > 1)
        .toList();
  }
}

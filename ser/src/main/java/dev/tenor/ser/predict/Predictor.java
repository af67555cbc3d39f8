package dev.tenor.ser.predict;

import dev.tenor.engine.autograd.PackedWeights;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.model.Network;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Runs a network on standardised features. An utterance gets the same probabilities alone and in
/// any batch, bit for bit.
///
/// The weights are packed at the first prediction and cached for the next ones; predictions of
/// lists start by packing them again.
public final class Predictor implements AutoCloseable {
  private static final int BATCH = 32;

  private final Network network;
  private final BufferPool pool;
  private final PackedWeights packed;

  /// @param network bound to a slab of the pool's backend
  public Predictor(Network network, BufferPool pool) {
    this.network = network;
    this.pool = pool;
    packed = new PackedWeights(pool);
  }

  /// Drops the packed weights; call it after changing the network's weights.
  public void refresh() {
    packed.clear();
  }

  @Override
  public void close() {
    packed.close();
  }

  /// The probabilities of a batch of utterances, `[size][classes]`, with the weights of the first
  /// prediction since [#refresh].
  ///
  /// @param features standardised log-mel [size · frames · columns]
  public float[][] probabilities(float[] features, int size) {
    NetworkConfig c = network.config();
    try (Pass pass = Pass.inference(pool, packed)) {
      Tensor x = pass.constant(shape(features, size), features);
      float[] flat = pass.read(Ops.softmax(pass, network.apply(pass, x)));
      float[][] rows = new float[size][];
      Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * c.classes(), (i + 1) * c.classes()));
      return rows;
    }
  }

  private Shape shape(float[] features, int size) {
    int columns = network.config().columns();
    return Shape.of(size, features.length / (size * columns), columns);
  }

  /// The probabilities of utterances, in their order.
  ///
  /// @param features of each utterance, standardised log-mel [frames · columns]
  public float[][] probabilities(List<float[]> features) {
    refresh();
    float[][] rows = new float[features.size()][];
    for (int[] group : groups(features)) {
      float[][] some = probabilities(join(features, group), group.length);
      for (int i = 0; i < group.length; i++) {
        rows[group[i]] = some[i];
      }
    }
    return rows;
  }

  /// Indices of utterances of equal length, at most [#BATCH] together.
  private static List<int[]> groups(List<float[]> features) {
    int[] order =
        IntStream.range(0, features.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> features.get(i).length))
            .mapToInt(i -> i)
            .toArray();
    List<int[]> groups = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= order.length; to++) {
      if (to == order.length
          || to - from == BATCH
          || features.get(order[to]).length != features.get(order[from]).length) {
        groups.add(Arrays.copyOfRange(order, from, to));
        from = to;
      }
    }
    return groups;
  }

  /// The features of a group, [size · frames · columns].
  private float[] join(List<float[]> features, int[] group) {
    int each = enough(features.get(group[0]), network.config()).length;
    float[] joined = new float[group.length * each];
    for (int i = 0; i < group.length; i++) {
      System.arraycopy(enough(features.get(group[i]), network.config()), 0, joined, i * each, each);
    }
    return joined;
  }

  /// The features of an utterance as the network takes them: one that is shorter than a time step
  /// starts again until it is long enough.
  public static float[] enough(float[] features, NetworkConfig c) {
    int least = c.framesPerStep() * c.columns();
    if (features.length >= least) {
      return features;
    }
    float[] repeated = new float[least];
    for (int at = 0; at < least; at += features.length) {
      System.arraycopy(features, 0, repeated, at, Math.min(features.length, least - at));
    }
    return repeated;
  }

  /// The embeddings of utterances before and after the transformer layers.
  ///
  /// @param aggregated Z0, with the mean over the tokens, `[utterance][D]`
  /// @param enhanced the output of the last layer, with the mean over the tokens, `[utterance][D]`
  public record Embeddings(float[][] aggregated, float[][] enhanced) {}

  /// The embeddings of utterances, in their order.
  ///
  /// @param features of each utterance, standardised log-mel [frames · columns]
  public Embeddings embeddings(List<float[]> features) {
    if (!(network instanceof SerNetwork staged)) {
      throw new IllegalArgumentException(
          "network " + network.config().type() + " has no stages to take embeddings from");
    }
    int dim = network.config().embedDim();
    float[][] aggregated = new float[features.size()][];
    float[][] enhanced = new float[features.size()][];
    for (int[] group : groups(features)) {
      float[] joined = join(features, group);
      try (Pass pass = Pass.inference(pool)) {
        Tensor x = pass.constant(shape(joined, group.length), joined);
        SerNetwork.Stages stages = staged.stages(pass, x);
        float[] before = pass.read(Reductions.mean(pass, stages.aggregated(), 1));
        float[] after = pass.read(stages.enhanced());
        for (int i = 0; i < group.length; i++) {
          aggregated[group[i]] = Arrays.copyOfRange(before, i * dim, (i + 1) * dim);
          enhanced[group[i]] = Arrays.copyOfRange(after, i * dim, (i + 1) * dim);
        }
      }
    }
    return new Embeddings(aggregated, enhanced);
  }

  /// The predictions for examples.
  public Predictions predict(List<Example> examples, List<String> labels) {
    return Example.predictions(
        examples, labels, probabilities(examples.stream().map(Example::features).toList()));
  }

  /// The scores on examples.
  public Metrics evaluate(List<Example> examples, List<String> labels) {
    return predict(examples, labels).metrics();
  }
}

package dev.tenor.ser.predict;

import dev.tenor.engine.autograd.PackedWeights;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import java.util.Arrays;
import java.util.List;

/// Runs a network on standardised features. An utterance gets the same probabilities alone and in
/// any batch, bit for bit.
///
/// The weights are packed at the first prediction and cached for the next ones; predictions of
/// lists start by packing them again.
public final class Predictor implements AutoCloseable {
  private static final int BATCH = 32;

  private final SerNetwork network;
  private final BufferPool pool;
  private final PackedWeights packed;

  /// @param network bound to a slab of the pool's backend
  public Predictor(SerNetwork network, BufferPool pool) {
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
  /// @param features standardised log-mel [size · frames · mels]
  public float[][] probabilities(float[] features, int size) {
    NetworkConfig c = network.config();
    try (Pass pass = Pass.inference(pool, packed)) {
      Tensor x = pass.constant(Shape.of(size, c.frames(), c.mels()), features);
      float[] flat = pass.read(Ops.softmax(pass, network.apply(pass, x)));
      float[][] rows = new float[size][];
      Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * c.classes(), (i + 1) * c.classes()));
      return rows;
    }
  }

  /// The probabilities of utterances, in their order.
  ///
  /// @param features of each utterance, standardised log-mel [frames · mels]
  public float[][] probabilities(List<float[]> features) {
    refresh();
    float[][] rows = new float[features.size()][];
    for (int from = 0; from < rows.length; from += BATCH) {
      List<float[]> group = group(features, from);
      float[][] some = probabilities(join(group), group.size());
      System.arraycopy(some, 0, rows, from, some.length);
    }
    return rows;
  }

  private static List<float[]> group(List<float[]> features, int from) {
    return features.subList(from, Math.min(features.size(), from + BATCH));
  }

  /// Concatenated, [size · frames · mels].
  private static float[] join(List<float[]> features) {
    int each = features.getFirst().length;
    float[] joined = new float[features.size() * each];
    for (int i = 0; i < features.size(); i++) {
      System.arraycopy(features.get(i), 0, joined, i * each, each);
    }
    return joined;
  }

  /// The embeddings of utterances before and after the transformer layers.
  ///
  /// @param aggregated Z0, with the mean over the tokens, `[utterance][D]`
  /// @param enhanced the output of the last layer, with the mean over the tokens, `[utterance][D]`
  public record Embeddings(float[][] aggregated, float[][] enhanced) {}

  /// The embeddings of utterances, in their order.
  ///
  /// @param features of each utterance, standardised log-mel [frames · mels]
  public Embeddings embeddings(List<float[]> features) {
    NetworkConfig c = network.config();
    float[][] aggregated = new float[features.size()][];
    float[][] enhanced = new float[features.size()][];
    int row = 0;
    for (int first = 0; first < aggregated.length; first += BATCH) {
      List<float[]> group = group(features, first);
      try (Pass pass = Pass.inference(pool)) {
        Tensor x = pass.constant(Shape.of(group.size(), c.frames(), c.mels()), join(group));
        SerNetwork.Stages stages = network.stages(pass, x);
        float[] before = pass.read(Ops.mean(pass, stages.aggregated(), 1));
        float[] after = pass.read(stages.enhanced());
        for (int i = 0; i < group.size(); i++, row++) {
          int from = i * c.embedDim();
          aggregated[row] = Arrays.copyOfRange(before, from, from + c.embedDim());
          enhanced[row] = Arrays.copyOfRange(after, from, from + c.embedDim());
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

package dev.tenor.ser.model;

import dev.tenor.engine.nn.UnaryLayer;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is trained and asked: features [B,T,F] → logits [B,K], with T the frames, F the columns of
/// the front end and K the classes of [#config]. Within a batch all utterances have equally many
/// frames.
///
/// A subclass makes its layers in its constructor ([UnaryLayer#child]) and applies them in
/// [UnaryLayer#forward]; training, checkpoints, prediction and evaluation find its parameters
/// through them. It has to be a function of the configuration alone, since a model file holds no
/// more than that and the weights.
public abstract class Network extends UnaryLayer {
  private final NetworkConfig config;

  protected Network(NetworkConfig config) {
    this.config = config;
  }

  public final NetworkConfig config() {
    return config;
  }

  /// Stops training the part that extracts features from the input, before the network has memory.
  ///
  /// @throws IllegalArgumentException if the network has no such part
  public void freezeExtraction() {
    throw new IllegalArgumentException(
        "network " + config.type() + " has no extraction that can be frozen; leave out freeze");
  }

  /// Trained parameters by child, in the order in which they were added; by stage in the network of
  /// the paper.
  public final Map<String, Long> parametersByStage() {
    Map<String, Long> counts = new LinkedHashMap<>();
    forEachParameter((name, p) -> {
      if (p.trained()) {
        String stage = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        counts.merge(stage, (long) p.shape().numel(), Long::sum);
      }
    });
    return counts;
  }
}

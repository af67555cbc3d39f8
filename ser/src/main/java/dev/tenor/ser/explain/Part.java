package dev.tenor.ser.explain;

import dev.tenor.ser.model.NetworkConfig;
import java.util.ArrayList;
import java.util.List;

/// What one kind of input values adds: the log-mel, the tracks or the functionals of the voice.
///
/// @param attribution the sum of their integrated gradients
/// @param drop how much the logit falls when all of them are replaced by the mean of the training
///   data
public record Part(String name, double attribution, double drop) {
  static List<Part> of(
      OpenNetwork network, float[] input, int label, IntegratedGradients gradients) {
    NetworkConfig c = network.config();
    List<Part> parts = new ArrayList<>();
    int tracks = c.mels() + c.voice();
    String[] names = {"log-mel", "tracks of the voice", "functionals of the voice"};
    int[] ends = {0, c.mels(), tracks, tracks + c.functionals()};
    for (int i = 0; i < names.length; i++) {
      if (ends[i + 1] > ends[i]) {
        parts.add(
            new Part(
                names[i],
                gradients.sum(ends[i], ends[i + 1], c.columns()),
                Occlusion.ofColumns(network, input, label, ends[i], ends[i + 1])));
      }
    }
    return parts;
  }
}

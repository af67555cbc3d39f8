package dev.tenor.ser.explain;

import java.util.Arrays;

/// How much a logit falls when a patch of the log-mel, some frames by some mel bins, is replaced by
/// the mean of the training data (Zeiler and Fergus 2014): positive where the patch speaks for the
/// class. The measures of the voice stay.
///
/// @param drops [patches in time · patches in frequency], from the start and from the lowest bin
/// @param patch how large they are; at the ends they may be smaller
public record Occlusion(float[] drops, int times, int bands, Patch patch) {
  private static final int BATCH = 16;

  /// @param frames of a patch
  /// @param mels bins of a patch
  public record Patch(int frames, int mels) {
    /// @throws IllegalArgumentException if it has no size
    public Patch {
      if (frames < 1 || mels < 1) {
        throw new IllegalArgumentException(
            "occlusion: a patch of " + frames + " frames and " + mels + " mel bins is empty");
      }
    }
  }

  /// @param input [frames · columns], standardised
  static Occlusion of(OpenNetwork network, float[] input, int label, Patch patch) {
    int columns = network.config().columns();
    int mels = network.config().mels();
    int frames = input.length / columns;
    int times = Math.ceilDiv(frames, patch.frames());
    int bands = Math.ceilDiv(mels, patch.mels());
    float whole = network.logits(input, 1)[0][label];
    float[] drops = new float[times * bands];
    for (int from = 0; from < drops.length; from += BATCH) {
      int size = Math.min(BATCH, drops.length - from);
      float[] batch = new float[size * input.length];
      for (int i = 0; i < size; i++) {
        System.arraycopy(input, 0, batch, i * input.length, input.length);
        int firstFrame = (from + i) / bands * patch.frames();
        int firstMel = (from + i) % bands * patch.mels();
        for (int t = firstFrame; t < Math.min(frames, firstFrame + patch.frames()); t++) {
          int row = i * input.length + t * columns;
          Arrays.fill(batch, row + firstMel, row + Math.min(mels, firstMel + patch.mels()), 0f);
        }
      }
      float[][] logits = network.logits(batch, size);
      for (int i = 0; i < size; i++) {
        drops[from + i] = whole - logits[i][label];
      }
    }
    return new Occlusion(drops, times, bands, patch);
  }

  /// How much the logit falls when some columns are replaced in all frames.
  ///
  /// @param from the first of them
  /// @param to after the last
  static double ofColumns(OpenNetwork network, float[] input, int label, int from, int to) {
    int columns = network.config().columns();
    float[] both = Arrays.copyOf(input, 2 * input.length);
    for (int i = 0; i < input.length; i++) {
      int c = i % columns;
      both[input.length + i] = c >= from && c < to ? 0 : input[i];
    }
    float[][] logits = network.logits(both, 2);
    return (double) logits[0][label] - logits[1][label];
  }

  /// The drop of each frame and mel bin, that of its patch: [frames · mels].
  float[] spread(int frames, int mels) {
    float[] map = new float[frames * mels];
    for (int i = 0; i < map.length; i++) {
      map[i] = drops[i / mels / patch.frames() * bands + i % mels / patch.mels()];
    }
    return map;
  }
}

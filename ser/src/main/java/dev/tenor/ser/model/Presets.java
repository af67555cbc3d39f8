package dev.tenor.ser.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Named network configurations (paper section 3.5).
public final class Presets {
  /// 467,774 parameters; 355,742 without stage 3.
  public static final String PAPER = "paper";

  /// 468,110 parameters, one fully connected layer.
  public static final String PAPER_SINGLE_FC = "paper-single-fc";

  private static final int FRAMES = 313;
  private static final int MELS = 40;
  private static final int D_LSTM = 48;
  private static final int CLASSES = 4;

  private Presets() {}

  /// All presets by name, the default first.
  public static Map<String, NetworkConfig> all() {
    return new TreeMap<>(
        Map.of(
            PAPER, preset(List.of(16, 32, 64, 64, 128, 128), 48),
            PAPER_SINGLE_FC, preset(List.of(32, 32, 64, 64, 128, 128), 0)));
  }

  /// @throws IllegalArgumentException if there is no preset of this name
  public static NetworkConfig network(String name) {
    NetworkConfig config = all().get(name);
    if (config == null) {
      throw new IllegalArgumentException(
          "there is no preset '" + name + "'; there are " + all().keySet());
    }
    return config;
  }

  private static NetworkConfig preset(List<Integer> channels, int hidden) {
    return new NetworkConfig(
        Networks.THREE_STAGE,
        FRAMES,
        MELS,
        0,
        0,
        channels,
        List.of(2, 2, 2, 1, 2, 2),
        List.of(0.5, 0.25, 0.25, 0.25, 0.25, 0.25),
        D_LSTM,
        Aggregation.Kind.CONV,
        1,
        Tokens.VECTOR,
        5,
        true,
        4,
        0,
        true,
        false,
        0,
        hidden,
        Classifier.Activation.RELU,
        CLASSES);
  }
}

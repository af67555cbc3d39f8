package dev.tenor.ser.explain;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Presets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tiny networks of `golden/README.md` in the test resources.
///
/// @param inputs of each utterance, [frames · mels]
/// @param labels of each
record GoldenNetwork(NetworkConfig config, Safetensors file, float[][] inputs, int[] labels) {
  static final List<String> NAMES = List.of("conv", "sequence", "attention", "last", "mean");

  static Safetensors resource(String name) throws IOException {
    String path = "/golden/" + name + ".safetensors";
    try (InputStream in = GoldenNetwork.class.getResourceAsStream(path)) {
      return Safetensors.of(Path.of(name), in.readAllBytes());
    }
  }

  static GoldenNetwork of(String name) throws IOException {
    Safetensors file = resource("network_" + name);
    Map<String, Object> settings = new HashMap<>();
    Json.mapper()
        .readTree(file.metadata().get("config"))
        .properties()
        .forEach(e -> settings.put(e.getKey(), e.getValue()));
    int[] shape = file.shape("input");
    settings.put("frames", shape[1]);
    settings.put("mels", shape[2]);
    settings.put("classes", file.shape("logits_eval")[1]);
    List<?> channels = Json.mapper().convertValue(settings.get("channels"), List.class);
    settings.put("dropout", Collections.nCopies(channels.size(), 0.0));
    float[] flat = file.floats("input");
    long[] labels = file.longs("labels");
    float[][] inputs = new float[labels.length][shape[1] * shape[2]];
    int[] classes = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(flat, i * inputs[i].length, inputs[i], 0, inputs[i].length);
      classes[i] = (int) labels[i];
    }
    NetworkConfig config = Json.with(Presets.network(Presets.PAPER), settings);
    return new GoldenNetwork(config, file, inputs, classes);
  }

  OpenNetwork open(Backend backend) throws IOException {
    return new OpenNetwork(config, file, "weights.", backend);
  }
}

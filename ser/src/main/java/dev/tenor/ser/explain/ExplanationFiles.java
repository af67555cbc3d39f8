package dev.tenor.ser.explain;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.export.NpyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The arrays of an explanation as files.
final class ExplanationFiles {
  private final Explanation e;
  private final Map<String, Activation> arrays = new LinkedHashMap<>();

  ExplanationFiles(Explanation explanation) {
    e = explanation;
    arrays.put("log-mel", new Activation(new int[] {e.frames(), e.mels()}, e.logMel()));
    arrays.put(
        "attributions",
        new Activation(new int[] {e.frames(), e.columns()}, e.gradients().attributions()));
    Occlusion o = e.occlusion();
    arrays.put("occlusion", new Activation(new int[] {o.times(), o.bands()}, o.drops()));
    if (e.activations().aggregationWeights() != null) {
      arrays.put("aggregation", e.activations().aggregationWeights());
    }
    List<Activation> attention = e.activations().attention();
    if (!attention.isEmpty()) {
      arrays.put("attention", joined(attention));
    }
    arrays.put("logits", e.activations().get("logits"));
    if (e.activations().contains(Activations.EMBEDDING)) {
      arrays.put("embedding", e.activations().get(Activations.EMBEDDING));
    }
  }

  /// [layers, …] of arrays of one shape.
  private static Activation joined(List<Activation> layers) {
    int[] one = layers.getFirst().shape();
    int[] shape = new int[one.length + 1];
    shape[0] = layers.size();
    System.arraycopy(one, 0, shape, 1, one.length);
    int each = layers.getFirst().values().length;
    float[] values = new float[layers.size() * each];
    for (int i = 0; i < layers.size(); i++) {
      System.arraycopy(layers.get(i).values(), 0, values, i * each, each);
    }
    return new Activation(shape, values);
  }

  /// `NAME-log-mel.npy` and so on.
  void npy(Path folder, String name) throws IOException {
    for (Map.Entry<String, Activation> array : arrays.entrySet()) {
      Activation a = array.getValue();
      NpyFile.write(folder.resolve(name + "-" + array.getKey() + ".npy"), a.values(), a.shape());
    }
  }

  /// `NAME.json`, everything in one file.
  void json(Path folder, String name) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("file", e.prediction().file().toString());
    all.put("emotion", e.prediction().emotion());
    all.put("scores", e.prediction().scores());
    all.put("label", e.label());
    all.put("window", Map.of("start", e.window().start(), "end", e.window().end()));
    all.put("logit", e.gradients().logit());
    all.put("baseline_logit", e.gradients().baselineLogit());
    all.put("steps", e.gradients().steps());
    all.put("sum_of_attributions", e.gradients().sum());
    all.put("first_frame_seconds", e.firstMiddle());
    all.put("frame_seconds", e.frameSeconds());
    all.put("step_seconds", e.stepSeconds());
    all.put("patch_frames", e.occlusion().patch().frames());
    all.put("patch_mels", e.occlusion().patch().mels());
    all.put("parts", e.parts());
    all.put("measures", e.measures());
    all.put("windows", windows());
    all.put("nearest", e.nearest());
    arrays.forEach((key, array) -> all.put(key.replace('-', '_'), nested(array)));
    byte[] bytes = Json.pretty(all).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(name + ".json"), out -> out.write(bytes));
  }

  private List<Object> windows() {
    List<Object> windows = new ArrayList<>();
    e.timeline()
        .windows()
        .forEach(w -> {
          Map<String, Object> map = new LinkedHashMap<>();
          map.put("start", w.start());
          map.put("end", w.end());
          map.put("speech", w.share());
          map.put("scores", w.isAnswered() ? w.probabilities() : null);
          windows.add(map);
        });
    return windows;
  }

  /// Lists in lists, as deep as the shape.
  private static Object nested(Activation array) {
    return nested(array.values(), 0, array.values().length, array.shape(), 0);
  }

  private static Object nested(float[] values, int from, int count, int[] shape, int dim) {
    if (dim == shape.length - 1) {
      return Arrays.copyOfRange(values, from, from + count);
    }
    List<Object> rows = new ArrayList<>();
    int each = count / shape[dim];
    for (int i = 0; i < shape[dim]; i++) {
      rows.add(nested(values, from + i * each, each, shape, dim + 1));
    }
    return rows;
  }
}

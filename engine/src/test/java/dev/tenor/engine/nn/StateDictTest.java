package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.ops.ConvSettings;
import dev.tenor.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names and layouts are PyTorch's, and loading is all or nothing.
class StateDictTest {
  @TempDir Path folder;

  private final Backend backend = new ScalarBackend();

  private static String names(Layer layer) {
    StringBuilder names = new StringBuilder();
    layer.forEachParameter((name, p) ->
        names.append(name).append(p.layout().state()).append(p.trained() ? " " : "* "));
    return names.toString().trim();
  }

  @Test
  void namesAndShapesAreThoseOfPyTorch() {
    assertEquals("weight[5,3] bias[5]", names(new Linear(3, 5)));
    assertEquals("weight[8,2,3,3] bias[8]", names(new Conv2d(2, 8, 3, 1, 1)));
    assertEquals("weight[1,9,1] bias[1]", names(new Conv1d(9, 1, 1, 1, 0)));
    assertEquals("weight[4] bias[4] running_mean[4]* running_var[4]*", names(new BatchNorm(4)));
    assertEquals("weight[4] bias[4]", names(new LayerNorm(4)));
    assertEquals(
        "weight[6,1,3,3] bias[6]", names(new Conv2d(6, 6, 3, ConvSettings.of().groups(6))));
    assertEquals("weight[4,3,2] bias[3]", names(new ConvTranspose1d(4, 3, 2, 2, 0)));
    assertEquals(
        "weight[4] bias[4] weight[4]", names(new GroupNorm(2, 4)) + " " + names(new RmsNorm(4)));
    assertEquals("", names(new InstanceNorm(4)) + names(new MaxPool2d(2)));
    String forward = "weight_ih_l0[8,6] weight_hh_l0[8,2] bias_ih_l0[8] bias_hh_l0[8]";
    assertEquals(forward, names(new Lstm(6, 2, false)));
    assertEquals(
        forward + " " + forward.replace("_l0", "_l0_reverse"),
        names(Lstm.overChannelsLast(3, 2, 2, true)));
    String attention =
        "in_proj_weight[12,4] in_proj_bias[12] out_proj.weight[4,4] out_proj.bias[4]";
    assertEquals(attention, names(new MultiheadAttention(4, 2)));
    assertEquals("", names(new Dropout(0.5)) + names(new PositionalEncoding(4)));
  }

  @Test
  void encoderLayersAreNumberedAndSharedOnesStoredOnce() {
    String layer =
        "layers.0.self_attn.in_proj_weight[12,4] layers.0.self_attn.in_proj_bias[12]"
            + " layers.0.self_attn.out_proj.weight[4,4] layers.0.self_attn.out_proj.bias[4]"
            + " layers.0.fc1.weight[16,4] layers.0.fc1.bias[16]"
            + " layers.0.fc2.weight[4,16] layers.0.fc2.bias[4]"
            + " layers.0.layer_norms.0.weight[4] layers.0.layer_norms.0.bias[4]"
            + " layers.0.layer_norms.1.weight[4] layers.0.layer_norms.1.bias[4]";
    String norm = " layer_norm.weight[4] layer_norm.bias[4]";
    assertEquals(layer + norm, names(encoder(true)));
    assertEquals(layer + " " + layer.replace("layers.0", "layers.1") + norm, names(encoder(false)));
  }

  private static TransformerEncoder encoder(boolean shared) {
    return new TransformerEncoder(
        new TransformerEncoder.Config(4, 2, 16, 2, shared, true, true, 0.1));
  }

  /// Fills every parameter with 0, 1, 2, … in the engine's order, and saves.
  private Safetensors counted(Layer network) throws IOException {
    try (ParameterSlab slab = ParameterSlab.trainable(backend, network, 1)) {
      for (Parameter p : slab.parameters().values()) {
        float[] values = new float[p.shape().numel()];
        for (int i = 0; i < values.length; i++) {
          values[i] = i;
        }
        backend.memory().upload(p.tensor().buffer(), values, 0, values.length);
      }
      return saved(slab);
    }
  }

  private Safetensors saved(ParameterSlab slab) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    StateDict.save(slab, writer, "net.");
    return written(writer);
  }

  private Safetensors written(SafetensorsWriter writer) throws IOException {
    Path path = folder.resolve("weights.safetensors");
    writer.write(path);
    return Safetensors.read(path);
  }

  @Test
  void convolutionsAreSavedWithOutputChannelsFirst() throws IOException {
    float[] saved = counted(new Conv2d(2, 5, 3, 1, 1)).floats("net.weight");
    for (int i = 0; i < saved.length; i++) {
      int kw = i % 3;
      int kh = i / 3 % 3;
      int in = i / 9 % 2;
      int out = i / 18;
      assertEquals(((kh * 3 + kw) * 2 + in) * 5 + out, saved[i]);
    }
    saved = counted(new Conv1d(2, 5, 3, 1, 1)).floats("net.weight");
    for (int i = 0; i < saved.length; i++) {
      assertEquals((i % 3 * 2 + i / 3 % 2) * 5 + i / 6, saved[i]);
    }
  }

  @Test
  void lstmInputsAreSavedChannelByChannel() throws IOException {
    int features = 5;
    int channels = 3;
    Safetensors file = counted(Lstm.overChannelsLast(features, channels, 2, true));
    for (String suffix : new String[] {"_l0", "_l0_reverse"}) {
      float[] saved = file.floats("net.weight_ih" + suffix);
      for (int row = 0; row < 8; row++) {
        for (int c = 0; c < channels; c++) {
          for (int f = 0; f < features; f++) {
            int state = row * 15 + c * features + f;
            assertEquals(row * 15 + f * channels + c, saved[state]);
          }
        }
      }
      assertEquals(7, file.floats("net.weight_hh" + suffix)[7]);
    }
  }

  @Test
  void whatWasSavedComesBackBitForBit() throws IOException {
    SmallNetwork network = new SmallNetwork(0);
    SmallNetwork copy = new SmallNetwork(0);
    try (ParameterSlab slab = ParameterSlab.trainable(backend, network, 1);
        ParameterSlab other = ParameterSlab.frozen(backend, copy)) {
      Safetensors file = saved(slab);
      StateDict.check(prefixed(network), file);
      StateDict.load(other, file, "net.");
      assertValues(values(slab), values(other));
    }
  }

  @Test
  void matchingParametersAreLoadedAndTheOthersNamed() throws IOException {
    Linear small = new Linear(3, 2);
    Linear large = new Linear(3, 4);
    try (ParameterSlab from = ParameterSlab.trainable(backend, small, 1);
        ParameterSlab same = ParameterSlab.trainable(backend, new Linear(3, 2), 2);
        ParameterSlab other = ParameterSlab.trainable(backend, large, 2)) {
      Path path = folder.resolve("linear.safetensors");
      SafetensorsWriter writer = new SafetensorsWriter();
      StateDict.save(from, writer, "");
      writer.add("more", new int[] {1}, new float[1]);
      writer.write(path);
      Safetensors file = Safetensors.read(path);
      assertEquals(List.of(), StateDict.loadMatching(same, file));
      assertValues(values(from), values(same));
      Map<String, float[]> before = values(other);
      assertEquals(List.of("weight", "bias"), StateDict.loadMatching(other, file));
      assertValues(before, values(other));
    }
  }

  /// The network as a child called `net`.
  private static Layer prefixed(Layer network) {
    return new UnaryLayer() {
      {
        child("net", network);
      }

      @Override
      protected Tensor forward(Pass pass, Tensor x) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private static Map<String, float[]> values(ParameterSlab slab) {
    Map<String, float[]> values = new LinkedHashMap<>();
    slab.parameters().forEach((name, p) -> values.put(name, slab.read(p)));
    return values;
  }

  private static void assertValues(Map<String, float[]> expected, Map<String, float[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
  }

  /// Loads a file into linear(2,1) with a batch norm and expects a failure that changes nothing.
  private void refuses(String message, Consumer<SafetensorsWriter> content) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    content.accept(writer);
    Safetensors file = written(writer);
    try (ParameterSlab slab = ParameterSlab.trainable(backend, new Linear(2, 1), 1)) {
      Map<String, float[]> before = values(slab);
      String actual =
          assertThrows(FormatException.class, () -> StateDict.load(slab, file, "net."))
              .getMessage();
      assertTrue(actual.contains(message), actual);
      assertTrue(actual.contains("weights.safetensors"), actual);
      assertValues(before, values(slab));
    }
  }

  @Test
  void refusesWhatIsNotTheNetworks() throws IOException {
    int[] weight = {1, 2};
    int[] bias = {1};
    float[] two = {7, 8};
    float[] one = {9};
    refuses("missing [bias], unexpected []", w -> w.add("net.weight", weight, two));
    refuses("missing [weight, bias], unexpected []", w -> w.add("weight", weight, two));
    refuses(
        "missing [], unexpected [net.scale]",
        w ->
            w.add("net.weight", weight, two)
                .add("net.bias", bias, one)
                .add("net.scale", bias, one)
                .add("adam.m", bias, one));
    refuses(
        "net.bias has shape [1, 1], not [1]",
        w -> w.add("net.weight", weight, two).add("net.bias", new int[] {1, 1}, one));
    refuses(
        "net.bias",
        w -> w.add("net.weight", weight, two).addLongs("net.bias", bias, new long[] {1}));
  }

  @Test
  void takesBatchNormsOfPyTorchWithTheirCounters() throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    int[] one = {1};
    for (String name : List.of("weight", "bias", "running_mean", "running_var")) {
      writer.add(name, one, new float[] {name.length()});
    }
    Safetensors file = written(writer.addLongs("num_batches_tracked", new int[0], new long[] {5}));
    try (ParameterSlab slab = ParameterSlab.trainable(backend, new BatchNorm(1), 1)) {
      StateDict.load(slab, file, "");
      assertValues(
          Map.of(
              "weight", new float[] {6},
              "bias", new float[] {4},
              "running_mean", new float[] {12},
              "running_var", new float[] {11}),
          values(slab));
    }
  }

  @Test
  void listsAtMostThreeNames() throws IOException {
    refuses(
        "unexpected [net.a, net.b, net.c] and 2 more",
        w -> {
          w.add("net.weight", new int[] {1, 2}, new float[2])
              .add("net.bias", new int[] {1}, new float[1]);
          for (String name : new String[] {"a", "b", "c", "d", "e"}) {
            w.add("net." + name, new int[] {1}, new float[1]);
          }
        });
  }
}

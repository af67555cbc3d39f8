package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.GoldenFile;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.ops.ConvSettings;
import dev.tenor.engine.ops.PoolSettings;
import dev.tenor.engine.tensor.Nmse;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Layers of images whose state dict comes from PyTorch compute what they compute there.
class ImageLayersTest {
  private static final Safetensors FILE = GoldenFile.read("image_layers");
  private static final Map<String, UnaryLayer> LAYERS = new TreeMap<>();

  static {
    LAYERS.put(
        "conv2d", new Conv2d(3, 5, 3, 2, ConvSettings.of().stride(2, 1).padding(1, 0), true));
    ConvSettings groups = ConvSettings.of(1, 2).dilation(2).groups(2);
    LAYERS.put("conv2d.groups", new Conv2d(6, 4, 3, 3, groups, false));
    LAYERS.put("conv2d.depthwise", new Conv2d(5, 10, 3, ConvSettings.of(1, 1).groups(5)));
    LAYERS.put("conv1d", new Conv1d(6, 4, 5, ConvSettings.of(1, 4).dilation(2).groups(2), true));
    LAYERS.put(
        "convTranspose2d",
        new ConvTranspose2d(4, 6, 3, 2, ConvSettings.of(2, 1).groups(2), 1, true));
    LAYERS.put("convTranspose1d", new ConvTranspose1d(4, 3, 4, 2, 1));
    LAYERS.put("batchNorm", new BatchNorm(5, 0.1f, 1e-3f));
    LAYERS.put("groupNorm", new GroupNorm(2, 6, 1e-3f));
    LAYERS.put("instanceNorm", new InstanceNorm(5));
    LAYERS.put("instanceNorm.affine", new InstanceNorm(5, true, InstanceNorm.EPS));
    PoolSettings pool = PoolSettings.of(3).stride(2).padding(1);
    LAYERS.put("maxPool2d", new MaxPool2d(pool));
    LAYERS.put("maxPool1d", new MaxPool1d(2));
    LAYERS.put("avgPool2d", new AvgPool2d(pool));
    LAYERS.put("avgPool1d", new AvgPool1d(3, 2, 0));
    LAYERS.put("adaptiveAvgPool2d", new AdaptiveAvgPool2d(3, 2));
    LAYERS.put("adaptiveMaxPool2d", new AdaptiveMaxPool2d(3, 2));
    LAYERS.put("globalAvgPool", new GlobalAvgPool());
    LAYERS.put("upsample.nearest", Upsample.nearest(2));
    LAYERS.put("upsample.bilinear", Upsample.bilinear(3, false));
    LAYERS.put("upsample.corners", Upsample.bilinear(2, true));
    LAYERS.put(
        "network",
        new Sequential(
            new Conv2d(3, 8, 3, 3, ConvSettings.of(2, 1), false),
            new BatchNorm(8),
            Activation.relu(),
            new Conv2d(8, 8, 3, ConvSettings.of(1, 1).groups(8)),
            new GroupNorm(4, 8),
            new MaxPool2d(2),
            new AdaptiveAvgPool2d(1, 1),
            new Flatten(),
            new Linear(8, 5)));
  }

  static Iterable<String> layers() {
    return LAYERS.keySet();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void computesAsInPyTorch(String name) throws FormatException {
    ScalarBackend backend = new ScalarBackend();
    try (ParameterSlab slab = ParameterSlab.frozen(backend, LAYERS.get(name));
        Pass pass = Pass.inference(new BufferPool(backend))) {
      StateDict.load(slab, FILE, name + "/state/");
      Shape shape = Shape.of(FILE.shape(name + "/in"));
      Tensor x = pass.constant(shape, FILE.floats(name + "/in"));
      Tensor out = LAYERS.get(name).apply(pass, x);
      assertArrayEquals(FILE.shape(name + "/out"), out.shape().toArray());
      double nmse = Nmse.of(pass.read(out), FILE.floats(name + "/out"));
      assertTrue(nmse < 1e-12, name + ": " + nmse);
    }
  }

  @Test
  void everyLayerOfTheFileIsHere() {
    assertEquals(
        LAYERS.keySet(),
        FILE.names().stream()
            .map(name -> name.substring(0, name.indexOf('/')))
            .collect(Collectors.toSet()));
  }

  @Test
  void channelsMustFallIntoGroups() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new Conv2d(6, 4, 3, ConvSettings.of(1, 1).groups(3)))
            .getMessage();
    assertEquals("conv2d: 6 and 4 channels do not both fall into 3 equal groups", message);
    assertThrows(IllegalArgumentException.class, () -> new GroupNorm(4, 6));
    assertThrows(IllegalArgumentException.class, () -> Upsample.nearest(0));
  }

  @Test
  void rmsNormDividesByTheRootOfTheMeanSquare() {
    ScalarBackend backend = new ScalarBackend();
    RmsNorm norm = new RmsNorm(2, 0);
    try (ParameterSlab slab = ParameterSlab.trainable(backend, norm, 1);
        Pass pass = Pass.inference(new BufferPool(backend))) {
      assertEquals(2, slab.parameters().values().iterator().next().shape().numel());
      Tensor y = norm.apply(pass, pass.constant(Shape.of(1, 2), new float[] {1, -7}));
      assertArrayEquals(new float[] {0.2f, -1.4f}, pass.read(y), 1e-6f);
    }
  }
}

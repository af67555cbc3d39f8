package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.GoldenFile;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.autograd.ShapeException;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.tensor.Nmse;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Networks whose weights come from PyTorch compute what they compute there, whatever the order of
/// axes inside.
class PyTorchNetworkTest {
  private static final Safetensors FILE = GoldenFile.read("networks");

  private final ScalarBackend backend = new ScalarBackend();
  private final BufferPool pool = new BufferPool(backend);

  private void computesAsInPyTorch(String name, UnaryLayer network) throws FormatException {
    try (ParameterSlab slab = ParameterSlab.frozen(backend, network);
        Pass pass = Pass.inference(pool)) {
      StateDict.load(slab, FILE, name + "/state/");
      Shape shape = Shape.of(FILE.shape(name + "/in"));
      Tensor out = network.apply(pass, pass.constant(shape, FILE.floats(name + "/in")));
      assertArrayEquals(FILE.shape(name + "/out"), out.shape().toArray());
      double nmse = Nmse.of(pass.read(out), FILE.floats(name + "/out"));
      assertTrue(nmse < 1e-12, name + ": " + nmse);
    }
  }

  @Test
  void imagesAreFlattenedWithTheChannelsOutermost() throws FormatException {
    computesAsInPyTorch(
        "cnn",
        new Sequential(
            new Conv2d(2, 4, 3, 2, 1),
            Activation.relu(),
            new Conv2d(4, 3, 3, 1, 1),
            Activation.tanh(),
            new Flatten(),
            new Linear(3 * 4 * 3, 5)));
  }

  @Test
  void soAreTheResultsOfConvolutionsOverTime() throws FormatException {
    computesAsInPyTorch(
        "cnn1d",
        new Sequential(
            new Conv1d(3, 4, 3, 1, 0),
            Activation.gelu(),
            Flatten.channelsFirst(),
            new Linear(4 * 7, 5),
            Activation.softmax()));
  }

  @Test
  void sequencesAreNot() throws FormatException {
    computesAsInPyTorch(
        "mlp",
        new Sequential(
            new Linear(3, 4),
            Activation.sigmoid(),
            Flatten.inOrder(),
            new Linear(4 * 5, 2),
            Activation.elu(),
            Activation.logSoftmax()));
  }

  @Test
  void flattenAsksWhereTheOrderIsInDoubt() {
    Sequential network = new Sequential(new Flatten());
    try (Pass pass = Pass.inference(pool)) {
      String message =
          assertThrows(
                  ShapeException.class,
                  () -> network.apply(pass, pass.constant(Shape.of(1, 2, 3), new float[6])))
              .getMessage();
      assertEquals(
          "0: flatten: input [1,2,3] may be [B,T,C] of a convolution or of a sequence; use"
              + " Flatten.channelsFirst() or Flatten.inOrder()",
          message);
    }
  }

  @Test
  void flattenKeepsWhatIsFlatAndOrdersTheRest() {
    try (Pass pass = Pass.inference(pool)) {
      Tensor flat = pass.constant(Shape.of(2, 3), new float[6]);
      assertEquals(flat, new Flatten().apply(pass, flat));
      Tensor row = pass.constant(Shape.of(3), new float[3]);
      assertEquals(Shape.of(3, 1), new Flatten().apply(pass, row).shape());
      float[] values = {0, 1, 2, 3, 4, 5, 6, 7};
      Tensor image = pass.constant(Shape.of(1, 2, 2, 2), values);
      assertArrayEquals(
          new float[] {0, 2, 4, 6, 1, 3, 5, 7}, pass.read(new Flatten().apply(pass, image)));
      assertArrayEquals(values, pass.read(Flatten.inOrder().apply(pass, image)));
      Tensor grey = pass.constant(Shape.of(1, 4, 2, 1), values);
      assertArrayEquals(values, pass.read(new Flatten().apply(pass, grey)));
    }
  }

  @Test
  void aLayerStandsInASequenceOnce() {
    Linear layer = new Linear(2, 2);
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Sequential(layer, layer))
            .getMessage();
    assertTrue(message.startsWith("sequential: layer 1 stands here already"), message);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Sequential().add("a", layer).add("a", new Identity()));
  }

  @Test
  void aResidualAddsItsInput() {
    Residual network = new Residual(new Sequential(new Identity()));
    try (Pass pass = Pass.inference(pool)) {
      Tensor x = pass.constant(Shape.of(2), new float[] {1, -2});
      assertArrayEquals(new float[] {2, -4}, pass.read(network.apply(pass, x)));
    }
  }
}

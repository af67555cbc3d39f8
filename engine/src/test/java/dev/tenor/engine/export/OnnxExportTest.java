package dev.tenor.engine.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.ConstantOp;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.export.OnnxExport.Traced;
import dev.tenor.engine.nn.BatchNorm;
import dev.tenor.engine.nn.Conv2d;
import dev.tenor.engine.nn.Layer;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.Lstm;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.RecurrentResult;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class OnnxExportTest {
  private static final class Cnn extends UnaryLayer {
    private final Conv2d first = child("first", new Conv2d(1, 3, 3, 1, 1));
    private final BatchNorm norm = child("norm", new BatchNorm(3));
    private final Conv2d second = child("second", new Conv2d(3, 5, 3, 1, 1));
    private final Linear out = child("out", new Linear(5, 4));

    @Override
    protected Tensor forward(Pass pass, Tensor x) {
      Tensor h = Ops.relu(pass, norm.apply(pass, first.apply(pass, x)));
      h = Images.maxPool2d(pass, Ops.gelu(pass, second.apply(pass, h)), 2, 2);
      return out.apply(pass, Reductions.mean(pass, Reductions.mean(pass, h, 1), 1));
    }
  }

  private interface Use {
    void of(Supplier<OnnxExport> export) throws Exception;
  }

  private static void with(Layer network, Use use) throws Exception {
    try (Backend backend = new ScalarBackend();
        ParameterSlab slab = ParameterSlab.trainable(backend, network, 1)) {
      use.of(() -> new OnnxExport(slab.backend(), network));
    }
  }

  private static String refused(OnnxExport export, Traced network) {
    return assertThrows(IllegalArgumentException.class, () -> export.export(network)).getMessage();
  }

  @Test
  void aNetworkOfImagesIsTransposedAtItsEndsOnly() throws Exception {
    Cnn cnn = new Cnn();
    with(
        cnn,
        exports -> {
          OnnxExport export = exports.get().input("image", Shape.of(1, 6, 8, 1));
          byte[] bytes = export.export((pass, in) -> Map.of("y", cnn.apply(pass, in.getFirst())));
          OnnxFile file = OnnxFile.of(bytes).check();
          assertEquals(List.of("image[batch][6][8][1]"), file.inputs());
          assertEquals(List.of("y[batch][4]"), file.outputs());
          assertEquals(2, file.operators().get("Conv"));
          assertEquals(
              3, file.operators().get("Transpose"), "image, pixels, weight of the linear layer");
          assertEquals(List.of(5L, 3L, 3L, 3L), file.tensors().get("second.weight").integers(1));
          assertTrue(file.tensors().containsKey("norm.running_var"));
          assertArrayEquals(
              bytes, export.export((p, in) -> Map.of("y", cnn.apply(p, in.getFirst()))));
        });
  }

  @Test
  void severalFreeAxesInputsAndOutputsKeepTheirNames() throws Exception {
    Linear linear = new Linear(3, 2);
    with(
        linear,
        exports -> {
          OnnxExport export =
              exports
                  .get()
                  .input("a", Shape.of(1, 5, 3), "batch", "frames")
                  .input("b", Shape.of(1, 5, 2), "batch", "frames");
          OnnxFile file =
              OnnxFile.of(
                      export.export((pass, in) -> {
                        Tensor sum = Ops.add(pass, linear.apply(pass, in.get(0)), in.get(1));
                        int rows = sum.shape().dim(0) * sum.shape().dim(1);
                        Tensor flat = Ops.reshape(pass, sum, Shape.of(rows, 2));
                        Tensor last = Ops.narrow(pass, sum, 1, sum.shape().dim(1) - 1, 1);
                        return Map.of("flat", flat, "last", last);
                      }))
                  .check();
          assertEquals(List.of("a[batch][frames][3]", "b[batch][frames][2]"), file.inputs());
          assertTrue(file.outputs().contains("last[batch][1][2]"), file.outputs().toString());
          assertTrue(file.outputs().contains("flat[2]") || file.outputs().contains("flat[][2]"));
        });
  }

  @Test
  void theStatesOfALstmAreOutputsForAnyBatch() throws Exception {
    Lstm lstm = new Lstm(3, 4, true);
    with(
        lstm,
        exports -> {
          OnnxExport export = exports.get().input("x", Shape.of(1, 5, 3));
          OnnxFile file =
              OnnxFile.of(
                      export.export((pass, in) -> {
                        RecurrentResult result = lstm.run(pass, in.getFirst(), null, null);
                        return Map.of("out", result.out(), "c", result.state().c());
                      }))
                  .check();
          assertTrue(file.outputs().contains("out[batch][5][8]"), file.outputs().toString());
          assertTrue(file.outputs().contains("c[2][batch][4]"), file.outputs().toString());
        });
  }

  /// x, unchanged.
  private record Same() implements ConstantOp {
    @Override
    public String name() {
      return "same";
    }

    @Override
    public Shape infer(List<Shape> in) {
      return in.getFirst();
    }

    @Override
    public void forward(OpContext c) {
      c.backend().memory().copy(c.out(), c.in(0), c.outShape().numel());
    }
  }

  private static final class Inner extends UnaryLayer {
    @Override
    protected Tensor forward(Pass pass, Tensor x) {
      return pass.apply(new Same(), x);
    }
  }

  private static final class Outer extends UnaryLayer {
    private final Inner inner = child("inner", new Inner());

    @Override
    protected Tensor forward(Pass pass, Tensor x) {
      return inner.apply(pass, x);
    }
  }

  @Test
  void anOpOfOnesOwnIsNamedUntilItHasAForm() throws Exception {
    Outer outer = new Outer();
    with(
        outer,
        exports -> {
          OnnxExport export = exports.get().input("x", Shape.of(1, 3));
          Traced network = (pass, in) -> Map.of("y", outer.apply(pass, in.getFirst()));
          String message = refused(export, network);
          assertTrue(message.startsWith("ONNX: inner: same has no ONNX form"), message);
          export.form(Same.class, call -> call.node("Identity", call.in(0)));
          assertEquals(2, OnnxFile.of(export.export(network)).check().operators().get("Identity"));
        });
  }

  @Test
  void whatDependsOnTheBatchIsRefused() throws Exception {
    Outer none = new Outer();
    with(
        none,
        exports -> {
          OnnxExport export = exports.get().input("x", Shape.of(1, 3));
          String message =
              refused(
                  export,
                  (pass, in) -> {
                    Shape s = in.getFirst().shape();
                    return Map.of(
                        "y", Ops.add(pass, in.getFirst(), pass.constant(s, new float[s.numel()])));
                  });
          assertTrue(message.contains("a constant of shape"), message);
          message =
              refused(
                  export,
                  (pass, in) ->
                      Map.of(
                          "y", Ops.scale(pass, in.getFirst(), 1f / in.getFirst().shape().dim(0))));
          assertTrue(message.startsWith("ONNX: scale: its settings depend on a free dim"), message);
          message =
              refused(
                  export,
                  (pass, in) -> {
                    Tensor x = in.getFirst();
                    return Map.of(
                        "y", x.shape().dim(0) > 2 ? Ops.relu(pass, x) : Ops.softmax(pass, x));
                  });
          assertTrue(message.contains("computes something else"), message);
        });
  }
}

package dev.tenor.engine.tck;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.export.OnnxExport;
import dev.tenor.engine.nn.Layer;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// An op case as an ONNX model: its first input is the model's, the others are constants.
///
/// @param shape of the input `x`
/// @param expected what the reference computes of it, `y`, as in inference
public record OnnxCase(byte[] model, Shape shape, float[] x, float[] expected) {
  private static final class NoLayer extends Layer {}

  /// @throws IllegalArgumentException if it cannot be exported
  public static OnnxCase of(OpCase op) {
    List<float[]> values = op.values();
    Shape shape = op.inputs().getFirst().shape();
    try (Backend backend = new ScalarBackend();
        BufferPool pool = new BufferPool(backend)) {
      byte[] model =
          new OnnxExport(backend, new NoLayer())
              .input("x", shape, new String[0])
              .export((pass, in) -> Map.of("y", apply(op, pass, in.getFirst(), values)));
      try (Pass pass = Pass.inference(pool)) {
        Tensor x = pass.constant(shape, values.getFirst());
        return new OnnxCase(model, shape, values.getFirst(), pass.read(apply(op, pass, x, values)));
      }
    }
  }

  private static Tensor apply(OpCase op, Pass pass, Tensor x, List<float[]> values) {
    Tensor[] in = new Tensor[values.size()];
    in[0] = x;
    for (int i = 1; i < in.length; i++) {
      in[i] = pass.constant(op.inputs().get(i).shape(), values.get(i));
    }
    return op.apply(pass, in);
  }
}

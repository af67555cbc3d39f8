package dev.tenor.engine.export;

import dev.tenor.engine.onnx.OnnxDim;
import dev.tenor.engine.tensor.Shape;
import java.util.List;
import java.util.Set;

/// An input of a network that is traced.
///
/// @param axes the names of its free axes, by axis; an empty name for one that is not free
record TracedInput(String name, Shape shape, List<String> axes) {
  private static final int LEAST = 2;

  TracedInput {
    axes = List.copyOf(axes);
    if (axes.size() > shape.rank()) {
      throw new IllegalArgumentException(
          "ONNX: input " + name + " " + shape + " has fewer axes than " + axes);
    }
  }

  private String axis(int axis) {
    return axis < axes.size() ? axes.get(axis) : "";
  }

  /// The shape of a run. A dim of 1 is no example of a free one, and what is pooled by 2 would hide
  /// one frame more: free dims are 2 or more, and doubled where they vary.
  ///
  /// @param varied the free axes that are longer than in the first run
  Shape shape(Set<String> varied) {
    Shape run = shape;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!axis(axis).isEmpty()) {
        int base = Math.max(LEAST, shape.dim(axis));
        run = run.with(axis, varied.contains(axis(axis)) ? 2 * base : base);
      }
    }
    return run;
  }

  OnnxDim[] dims() {
    OnnxDim[] dims = new OnnxDim[shape.rank()];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = axis(axis).isEmpty() ? OnnxDim.of(shape.dim(axis)) : OnnxDim.free(axis(axis));
    }
    return dims;
  }
}

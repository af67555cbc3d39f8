package dev.tenor.engine.nn;

import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.engine.backend.host.HostMemory;
import dev.tenor.engine.tensor.Shape;
import java.util.Arrays;

/// How a parameter's values lie in a state dict. The engine keeps images channels last and
/// convolution weights as [kh,kw,Cin,Cout]; state dicts keep PyTorch's layout. A parameter's
/// values, seen as `view`, are permuted by `axes` and stored under the shape `state`.
public record StateLayout(Shape view, int[] axes, Shape state) {
  /// The same order inside and outside.
  public static StateLayout same(Shape shape) {
    int[] axes = new int[shape.rank()];
    Arrays.setAll(axes, i -> i);
    return new StateLayout(shape, axes, shape);
  }

  /// `shape` with its axes permuted for the state dict.
  public static StateLayout permuted(Shape shape, int... axes) {
    return new StateLayout(shape, axes, Shape.of(Arrays.stream(axes).map(shape::dim).toArray()));
  }

  /// Values of the parameter as the state dict keeps them.
  public float[] toState(float[] values) {
    return permute(values, view, axes);
  }

  float[] fromState(float[] values) {
    Shape permuted = Shape.of(Arrays.stream(axes).map(view::dim).toArray());
    int[] inverse = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      inverse[axes[i]] = i;
    }
    return permute(values, permuted, inverse);
  }

  private static float[] permute(float[] values, Shape shape, int[] axes) {
    float[] permuted = new float[values.length];
    new HostMemory()
        .permute(
            new HostBuffer(permuted, 0, permuted.length),
            new HostBuffer(values, 0, values.length),
            shape.toArray(),
            axes);
    return permuted;
  }
}

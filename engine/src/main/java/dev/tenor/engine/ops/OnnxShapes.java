package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;

import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxForms;
import dev.tenor.engine.onnx.OnnxOperand;
import dev.tenor.engine.onnx.TracedShape;
import java.util.Arrays;
import java.util.List;

/// What moves elements without computing, in ONNX's operators.
final class OnnxShapes {
  private OnnxShapes() {}

  static void addTo(OnnxForms forms) {
    forms
        .with(Concat.class, OnnxShapes::concat)
        .with(Narrow.class, OnnxShapes::narrow)
        .with(Permute.class, OnnxShapes::permute)
        .with(Reshape.class, call -> call.reshape(call.in(0), call.shape(0), call.output()));
  }

  private static String concat(OnnxCall<Concat> call) {
    String[] parts = call.inputs().stream().map(OnnxOperand::value).toArray(String[]::new);
    return call.graph().node("Concat", List.of(integer("axis", call.op().axis())), parts);
  }

  private static String permute(OnnxCall<Permute> call) {
    int[] axes = call.op().axes().stream().mapToInt(Integer::intValue).toArray();
    return call.graph().transpose(call.in(0), axes);
  }

  private static String narrow(OnnxCall<Narrow> call) {
    int axis = call.shape(0).axis(call.each(Narrow::axis)[0]);
    int[] starts = call.each(Narrow::start);
    int[] lengths = call.each(Narrow::length);
    int[] ends = new int[starts.length];
    Arrays.setAll(ends, i -> starts[i] + lengths[i]);
    long start = position(starts, call.shape(0), axis);
    long end = position(ends, call.shape(0), axis);
    return call.node(
        "Slice",
        call.in(0),
        call.graph().integers(start),
        call.graph().integers(end),
        call.graph().integers(axis));
  }

  /// A position on an axis, counted from its beginning where that is the same in every run, or from
  /// its end, as ONNX's Slice takes it: −1 for the last element, the largest number for the end.
  private static long position(int[] at, TracedShape shape, int axis) {
    if (Arrays.stream(at).distinct().count() == 1) {
      return at[0];
    }
    int[] fromEnd = new int[at.length];
    Arrays.setAll(fromEnd, i -> at[i] - shape.each().get(i).dim(axis));
    if (Arrays.stream(fromEnd).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "its part of axis " + axis + " has no fixed place in " + shape);
    }
    return fromEnd[0] == 0 ? Long.MAX_VALUE : fromEnd[0];
  }
}

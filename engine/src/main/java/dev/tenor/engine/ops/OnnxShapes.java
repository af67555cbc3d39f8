package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;

import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxForms;
import dev.tenor.engine.onnx.OnnxOperand;
import dev.tenor.engine.onnx.TracedShape;
import dev.tenor.engine.tensor.Shape;
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
        .with(Reshape.class, call -> call.reshape(call.in(0), call.shape(0), call.output()))
        .with(Detach.class, call -> call.in(0))
        .with(IndexSelect.class, OnnxShapes::indexSelect)
        .with(Gather.class, OnnxShapes::gather)
        .with(Pad.class, OnnxShapes::pad)
        .with(BroadcastTo.class, OnnxShapes::broadcastTo);
  }

  private static String concat(OnnxCall<Concat> call) {
    String[] parts = call.inputs().stream().map(OnnxOperand::value).toArray(String[]::new);
    return call.graph().node("Concat", List.of(integer("axis", call.op().axis())), parts);
  }

  private static String pad(OnnxCall<Pad> call) {
    int rank = call.output().rank();
    int axis = call.output().axis(call.op().axis());
    long[] pads = new long[2 * rank];
    pads[axis] = call.op().before();
    pads[rank + axis] = call.op().after();
    String value = call.graph().constant(call.op().value());
    return call.node("Pad", call.in(0), call.graph().integers(pads), value);
  }

  /// A free dim stays as it is: ONNX's Expand repeats nothing where 1 is asked for.
  private static String broadcastTo(OnnxCall<BroadcastTo> call) {
    TracedShape x = call.shape(0);
    TracedShape y = call.output();
    long[] dims = new long[y.rank()];
    for (int i = 1; i <= dims.length; i++) {
      boolean kept = i <= x.rank() && x.same(-i, y, -i);
      if (y.isFree(-i) && !kept) {
        throw new IllegalArgumentException(
            "it repeats along a free dim, such as the batch: "
                + y
                + "; let an op of two inputs repeat it");
      }
      dims[dims.length - i] = kept ? 1 : y.dim(-i);
    }
    return call.node("Expand", call.in(0), call.graph().integers(dims));
  }

  private static String indexSelect(OnnxCall<IndexSelect> call) {
    return indexed(call, "Gather", call.op().axis());
  }

  private static String gather(OnnxCall<Gather> call) {
    return indexed(call, "GatherElements", call.op().axis());
  }

  private static String indexed(OnnxCall<?> call, String operator, int axis) {
    String ids = call.graph().whole(call.in(1));
    return call.graph().node(operator, List.of(integer("axis", axis)), call.in(0), ids);
  }

  private static String permute(OnnxCall<Permute> call) {
    int[] axes = call.op().axes().stream().mapToInt(Integer::intValue).toArray();
    return call.graph().transpose(call.in(0), axes);
  }

  private static String narrow(OnnxCall<Narrow> call) {
    String whole = wholePart(call);
    if (whole != null) {
      return whole;
    }
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

  /// The part of a row that is taken out as a whole, flat; null if it is another.
  private static String wholePart(OnnxCall<Narrow> call) {
    int[] at = new int[call.ops().size()];
    for (OnnxOperand part : call.graph().parts(call.in(0))) {
      int[] numels = part.shape().each().stream().mapToInt(Shape::numel).toArray();
      if (Arrays.equals(at, call.each(Narrow::start))
          && Arrays.equals(numels, call.each(Narrow::length))) {
        return call.graph().node("Reshape", part.value(), call.graph().integers(-1));
      }
      Arrays.setAll(at, i -> at[i] + numels[i]);
    }
    return null;
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

package dev.tenor.engine.autograd;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What an op may see of one application of it: inputs, output, what it saved, and while backward
/// runs the gradients. Inputs and output are still there in backward; only other values need
/// saving.
public final class OpContext {
  private final BufferPool pool;
  private final Op op;
  private final Tensor[] inputs;
  private final Shape outShape;
  private final Buffer out;
  private final PackedWeights packed;
  private List<Buffer> saved = List.of();
  private List<Buffer> scratch = List.of();
  private OpProfile profile;
  private String path;
  private GradStore grads;
  private Buffer gradOut;

  OpContext(BufferPool pool, Op op, Tensor[] inputs, Shape outShape, PackedWeights packed) {
    this.pool = pool;
    this.packed = packed;
    this.op = op;
    this.inputs = inputs;
    this.outShape = outShape;
    this.out = pool.take(outShape.numel());
  }

  public Backend backend() {
    return pool.backend();
  }

  public int inputs() {
    return inputs.length;
  }

  public Buffer in(int i) {
    return inputs[i].buffer();
  }

  public Shape inShape(int i) {
    return inputs[i].shape();
  }

  public Buffer out() {
    return out;
  }

  public Shape outShape() {
    return outShape;
  }

  /// A buffer that forward fills and backward reads again with [#saved], numbered from 0 in the
  /// order of the calls.
  public Buffer save(int length) {
    saved = saved.isEmpty() ? new ArrayList<>(4) : saved;
    saved.add(pool.take(length));
    return saved.getLast();
  }

  public Buffer saved(int i) {
    return saved.get(i);
  }

  /// A buffer for the time of this forward or backward call.
  public Buffer scratch(int length) {
    scratch = scratch.isEmpty() ? new ArrayList<>(4) : scratch;
    scratch.add(pool.take(length));
    return scratch.getLast();
  }

  /// The weight at input i in the backend's packed layout, `floats` long, written by `pack` once
  /// for many predictions; null if this pass keeps no packed weights or the backend has no such
  /// layout (0 floats).
  public Buffer packed(int i, int floats, Consumer<Buffer> pack) {
    return packed == null || floats == 0 ? null : packed.get(op.name(), inputs[i], floats, pack);
  }

  /// The gradient of the output.
  public Buffer gradOut() {
    return gradOut;
  }

  public boolean needsGrad(int i) {
    return inputs[i].requiresGrad();
  }

  /// A buffer that backward must fully overwrite with the gradient of input i.
  public Buffer gradIn(int i) {
    return grads.contribution(inputs[i]);
  }

  /// The gradient of input i as far as it is known, to which backward must add its contribution.
  public Buffer gradAccumulate(int i) {
    return grads.accumulated(inputs[i]);
  }

  /// Contributes the gradient of the output, as it is, to that of input i, which has as many
  /// elements. The output's gradient may still be read, but not be written.
  public void handGrad(int i) {
    grads.hand(gradOut, inputs[i]);
  }

  /// Counts this application in `profile`, under `path`.
  void profiled(OpProfile opProfile, String layer) {
    profile = opProfile;
    path = layer;
  }

  void runForward() {
    long start = System.nanoTime();
    op.forward(this);
    count(false, start);
    freeScratch();
  }

  void runBackward(GradStore store, Buffer gradient) {
    grads = store;
    gradOut = gradient;
    long start = System.nanoTime();
    op.backward(this);
    store.accumulate();
    count(true, start);
    freeScratch();
  }

  private void count(boolean backward, long start) {
    if (profile == null) {
      return;
    }
    backend().memory().synchronize();
    long once = op.flops(new InputShapes(inputs), outShape);
    boolean first = !inputs[0].requiresGrad();
    long flops = backward ? (first ? once : 2 * once) : once;
    profile.add(path, op.name(), backward, System.nanoTime() - start, flops);
  }

  private void freeScratch() {
    give(scratch);
    scratch = List.of();
  }

  void freeSaved() {
    give(saved);
    saved = List.of();
  }

  private void give(List<Buffer> buffers) {
    for (int i = 0; i < buffers.size(); i++) {
      pool.give(buffers.get(i));
    }
  }

  void freeOutput() {
    pool.give(out);
  }
}

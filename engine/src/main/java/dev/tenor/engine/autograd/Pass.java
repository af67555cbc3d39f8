package dev.tenor.engine.autograd;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.NumberException;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Lifetime;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// One run through a network: it applies ops on a backend, and if it records, it can run backward.
/// All its tensors live until it is closed; then their buffers return to the pool.
///
/// ```java
/// slab.zeroGrads();
/// try (Pass pass = Pass.training(pool, seed, step)) {
///   Tensor x = pass.constant(Shape.of(2, 3), values);
///   Tensor labels = pass.constant(Shape.of(2), classes);
///   Tensor loss = Losses.crossEntropy(pass, network.apply(pass, x), labels);
///   pass.backward(loss);
///   adam.step(lr);
///   return pass.item(loss);
/// }
/// ```
public final class Pass implements Lifetime, AutoCloseable {
  private static final long DROPOUT = RandomStream.id("dropout");

  private final BufferPool pool;
  private final Tape tape;
  private final boolean training;
  private final long seed;
  private final long step;
  private final PackedWeights packed;
  private final List<OpContext> contexts = new ArrayList<>(Tape.EXPECTED);
  private final List<Buffer> owned = new ArrayList<>();
  private final Deque<String> path = new ArrayDeque<>();
  private OpProfile profile;
  private Observer observer;
  private OpObserver opObserver;
  private int streams;
  private boolean ended;

  private Pass(
      BufferPool pool,
      boolean recording,
      boolean training,
      long seed,
      long step,
      PackedWeights packed) {
    this.pool = pool;
    pool.begin();
    this.packed = packed;
    this.tape = recording ? new Tape(pool) : null;
    this.training = training;
    this.seed = seed;
    this.step = step;
  }

  /// Records, drops out, and normalises with the batch's statistics. `seed` and `step` decide which
  /// elements drop out.
  public static Pass training(BufferPool pool, long seed, long step) {
    return new Pass(pool, true, true, seed, step, null);
  }

  /// Does not record; no dropout; normalises with running statistics.
  public static Pass inference(BufferPool pool) {
    return inference(pool, null);
  }

  /// The same with weights that are packed once for many passes; null packs nothing.
  public static Pass inference(BufferPool pool, PackedWeights packed) {
    return new Pass(pool, false, false, 0, 0, packed);
  }

  /// Records like training and computes like inference: gradients of a network as it predicts.
  public static Pass recording(BufferPool pool) {
    return new Pass(pool, true, false, 0, 0, null);
  }

  /// Counts what every op of this pass takes; null counts nothing. Returns this pass.
  public Pass profiled(OpProfile opProfile) {
    profile = opProfile;
    return this;
  }

  /// Shows `values` what every layer of this pass computes; null shows nothing. Returns this pass.
  public Pass observed(Observer values) {
    observer = values;
    return this;
  }

  /// Shows `ops` every op that this pass applies; null shows nothing. Returns this pass.
  public Pass traced(OpObserver ops) {
    opObserver = ops;
    return this;
  }

  public Backend backend() {
    return pool.backend();
  }

  public boolean training() {
    return training;
  }

  /// Whether backward can follow.
  public boolean recording() {
    return tape != null;
  }

  /// A value without gradient, copied from the host.
  public Tensor constant(Shape shape, float[] values) {
    return Tensor.constant(shape, uploaded(shape, values), this);
  }

  /// A value with a gradient, copied from the host; see [#grad].
  public Tensor variable(Shape shape, float[] values) {
    Buffer grad = own(shape.numel());
    backend().memory().fill(grad, 0, shape.numel());
    return Tensor.leaf(shape, uploaded(shape, values), grad, this);
  }

  /// What `body` computes as in inference: without dropout, with running statistics, and a constant
  /// of this pass, so that no gradient goes through it.
  ///
  /// @param body is given a pass of its own, whose tensors end with it
  public Tensor frozen(Function<Pass, Tensor> body) {
    try (Pass inner = inference(pool).profiled(profile)) {
      Tensor result = body.apply(inner);
      Buffer copy = own(result.shape().numel());
      backend().memory().copy(copy, result.buffer(), copy.length());
      return Tensor.constant(result.shape(), copy, this);
    }
  }

  private Buffer uploaded(Shape shape, float[] values) {
    if (values.length != shape.numel()) {
      throw new ShapeException(
          "input: "
              + values.length
              + " values do not fill shape "
              + shape
              + " of "
              + shape.numel());
    }
    Buffer buffer = own(values.length);
    backend().memory().upload(buffer, values, 0, values.length);
    return buffer;
  }

  private Buffer own(int length) {
    requireOpen("input");
    owned.add(pool.take(length));
    return owned.getLast();
  }

  /// Applies an op.
  ///
  /// @throws ShapeException if the inputs do not fit; the message begins with the layer's path
  /// @throws NumberException if an id or a label names nothing; a device may find that out later
  public Tensor apply(Op op, Tensor... inputs) {
    requireOpen(op.name());
    boolean recorded = false;
    for (Tensor input : inputs) {
      requireOwnGraph(op.name(), input);
      recorded |= tape != null && op.differentiable() && input.requiresGrad();
    }
    OpContext context = new OpContext(pool, op, inputs, infer(op, inputs), packed);
    contexts.add(context);
    if (profile != null) {
      context.profiled(profile, path());
    }
    runForward(context, op);
    Tensor output = output(context, recorded);
    if (opObserver != null) {
      opObserver.applied(path(), op, List.of(inputs), output);
    }
    return output;
  }

  private void runForward(OpContext context, Op op) {
    try {
      context.runForward();
    } catch (NumberException e) {
      throw e.in(op.name()).in(path());
    }
  }

  private Tensor output(OpContext context, boolean recorded) {
    Shape shape = context.outShape();
    if (recorded) {
      return Tensor.intermediate(shape, context.out(), this, tape.record(context));
    }
    context.freeSaved();
    return Tensor.constant(shape, context.out(), this);
  }

  private void requireOpen(String what) {
    if (ended) {
      throw new IllegalStateException(what + ": the " + describe() + " has ended");
    }
  }

  /// Another pass numbers its tensors as this one does, so mixing them would mix their gradients.
  private void requireOwnGraph(String what, Tensor tensor) {
    if (tensor.slot() >= 0 && tensor.lifetime() != this) {
      throw new IllegalStateException(
          what
              + ": "
              + tensor
              + " belongs to another "
              + tensor.lifetime().describe()
              + "; carry its values over with read and constant");
    }
  }

  private Shape infer(Op op, Tensor[] inputs) {
    try {
      return op.infer(new InputShapes(inputs));
    } catch (ShapeException e) {
      throw e.at(path());
    } catch (IllegalArgumentException e) {
      throw new ShapeException(op.name() + ": " + e.getMessage()).at(path());
    }
  }

  /// Adds d(loss)/d(leaf) to the gradient of every leaf that the one-element `loss` depends on.
  public void backward(Tensor loss) {
    if (loss.shape().numel() != 1) {
      throw new ShapeException(
          "backward: the loss has shape " + loss.shape() + ", not one element");
    }
    Buffer one = own(1);
    backend().memory().fill(one, 1, 1);
    backward(loss, Tensor.constant(loss.shape(), one, this));
  }

  /// The same for an output of any shape whose own gradient is `gradient`.
  public void backward(Tensor output, float[] gradient) {
    backward(output, constant(output.shape(), gradient));
  }

  /// The same for a gradient that is on the backend already.
  ///
  /// @throws ShapeException if it has not the output's shape
  public void backward(Tensor output, Tensor gradient) {
    if (!gradient.shape().equals(output.shape())) {
      throw new ShapeException(
          "backward: the gradient has shape "
              + gradient.shape()
              + ", the output "
              + output.shape());
    }
    if (tape == null) {
      throw new IllegalStateException(
          "backward: this is an inference pass; open it with Pass.training or Pass.recording");
    }
    requireOpen("backward");
    requireOwnGraph("backward", output);
    if (output.slot() < 0) {
      throw new IllegalArgumentException(
          "backward: " + output + " depends on no tensor that requires a gradient");
    }
    tape.backward(output, gradient.buffer());
  }

  /// The values of a tensor, copied to the host.
  public float[] read(Tensor tensor) {
    return read(tensor.buffer(), tensor.shape());
  }

  /// The gradient of a leaf, copied to the host.
  public float[] grad(Tensor leaf) {
    if (leaf.leafGrad() == null) {
      throw new IllegalArgumentException("grad: " + leaf + " is no variable or parameter");
    }
    return read(leaf.leafGrad(), leaf.shape());
  }

  private float[] read(Buffer buffer, Shape shape) {
    float[] values = new float[shape.numel()];
    backend().memory().download(values, 0, buffer, values.length);
    return values;
  }

  /// The value of a one-element tensor.
  ///
  /// @throws ShapeException if it has more or fewer
  public float item(Tensor tensor) {
    if (tensor.shape().numel() != 1) {
      throw new ShapeException("item: " + tensor + " has not one element");
    }
    return read(tensor)[0];
  }

  /// The key of this pass's dropout masks.
  public long dropoutKey() {
    return seed ^ DROPOUT;
  }

  /// A new random stream of this pass: its step and the number of this call.
  public long nextStream() {
    return step << 16 | streams++;
  }

  /// Enters a layer, so that errors can name it.
  public void enter(String layer) {
    path.addLast(layer);
  }

  public void leave() {
    path.removeLast();
  }

  /// Shows an observer what the layer that was entered last computes.
  public void show(Tensor value) {
    if (observer != null && !path.isEmpty()) {
      observer.sees(path(), value);
    }
  }

  /// Shows an observer a value inside that layer, which is computed for observers only.
  public void show(String name, Supplier<Tensor> value) {
    if (observer != null) {
      enter(name);
      try {
        show(value.get());
      } finally {
        leave();
      }
    }
  }

  /// The layers entered, for example `extraction.blocks.0.conv`.
  public String path() {
    return String.join(".", path);
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public String describe() {
    return training ? "training pass (step " + step + ")" : "pass";
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    ended = true;
    for (OpContext context : contexts) {
      context.freeSaved();
      context.freeOutput();
    }
    owned.forEach(pool::give);
  }
}

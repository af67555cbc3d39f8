package dev.tenor.engine.optim;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.Memory;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.nn.ParameterSlab;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/// An average of a network's weights and running statistics over the steps of its training, which
/// often predicts better than the weights themselves: average = keep·average + (1 − keep)·weights
/// after every step. A *moving* one (Polyak and Juditsky 1992) keeps `decay`. The first weights are
/// random, so it forgets faster at first: step t keeps min(decay, (1 + t)/(10 + t)). An *equal* one
/// (stochastic weight averaging, Izmailov et al. 2018) keeps (t − 1)/t, so that all weights count
/// the same.
///
/// ```java
/// WeightAverage average = new WeightAverage(slab, 0.999);
/// average.update();
/// double accuracy = average.evaluate(() -> accuracy(network));
/// ```
public final class WeightAverage implements Stateful, AutoCloseable {
  private final ParameterSlab slab;
  private final DoubleUnaryOperator keep;
  private final Buffer values;
  private final Buffer state;
  private final boolean owned;
  private long updates;
  private boolean closed;

  private WeightAverage(
      ParameterSlab slab, DoubleUnaryOperator keep, Buffer values, Buffer state, boolean owned) {
    this.slab = slab;
    this.keep = keep;
    this.values = values;
    this.state = state;
    this.owned = owned;
  }

  /// A moving average, which begins with the weights as they are.
  ///
  /// @throws IllegalArgumentException unless 0 < decay < 1
  public WeightAverage(ParameterSlab slab, double decay) {
    this(slab, warmedUp(decay), copyOf(slab, slab.values()), copyOf(slab, slab.state()), true);
  }

  /// A moving average that is kept in `mean`, the memory of a second network of the same layers,
  /// which can predict with it at any time. It begins with the values there.
  ///
  /// @throws IllegalArgumentException unless 0 < decay < 1, or if the networks' parameters differ
  public static WeightAverage moving(ParameterSlab slab, double decay, ParameterSlab mean) {
    return in(mean, slab, warmedUp(decay));
  }

  /// An average of equal parts that is kept in `mean`, as for [#moving].
  ///
  /// @throws IllegalArgumentException if the networks' parameters differ
  public static WeightAverage equal(ParameterSlab slab, ParameterSlab mean) {
    return in(mean, slab, t -> (t - 1) / t);
  }

  private static WeightAverage in(
      ParameterSlab mean, ParameterSlab slab, DoubleUnaryOperator keep) {
    mean.requireSame(slab);
    return new WeightAverage(slab, keep, mean.values(), mean.state(), false);
  }

  private static DoubleUnaryOperator warmedUp(double decay) {
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "weight average: decay " + decay + " is not in (0, 1); 0.999 is usual");
    }
    return t -> Math.min(decay, (1 + t) / (10 + t));
  }

  private Backend backend() {
    return slab.backend();
  }

  private static Buffer copyOf(ParameterSlab slab, Buffer buffer) {
    Memory<Buffer> memory = slab.backend().memory();
    Buffer copy = memory.allocate(buffer.length());
    memory.copy(copy, buffer, buffer.length());
    return copy;
  }

  /// Moves the average towards the weights; to be called after every step.
  public void update() {
    update(updates + 1);
  }

  /// Moves the average towards the weights as update number `t`, from 1.
  public void update(long t) {
    requireOpen();
    updates = t;
    float kept = (float) keep.applyAsDouble(t);
    move(values, slab.values(), kept);
    move(state, slab.state(), kept);
  }

  private void move(Buffer mean, Buffer next, float kept) {
    backend().elementwise().scale(mean, mean, kept, mean.length());
    backend().elementwise().axpy(mean, 1 - kept, next, mean.length());
  }

  /// Runs `body` while the network has the averaged weights, and gives it back its own.
  public <T> T evaluate(Supplier<T> body) {
    requireOpen();
    swap();
    try {
      return body.get();
    } finally {
      swap();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("weight average: it is closed; open another");
    }
  }

  private void swap() {
    swap(values, slab.values());
    swap(state, slab.state());
  }

  private void swap(Buffer a, Buffer b) {
    Buffer before = copyOf(slab, a);
    backend().memory().copy(a, b, a.length());
    backend().memory().copy(b, before, b.length());
    backend().memory().release(before);
  }

  @Override
  public void save(SafetensorsWriter writer, String prefix) {
    writer.metadata(prefix + "updates", Long.toString(updates));
    for (Buffer buffer : Arrays.asList(values, state)) {
      float[] copy = new float[buffer.length()];
      backend().memory().download(copy, 0, buffer, copy.length);
      writer.add(prefix + name(buffer), new int[] {copy.length}, copy);
    }
  }

  private String name(Buffer buffer) {
    return buffer == values ? "values" : "state";
  }

  @Override
  public Runnable load(Safetensors file, String prefix) throws FormatException {
    long saved = StateFiles.count(file, prefix + "updates");
    float[] savedValues = StateFiles.floats(file, prefix + "values", values.length());
    float[] savedState = StateFiles.floats(file, prefix + "state", state.length());
    return () -> {
      backend().memory().upload(values, savedValues, 0, savedValues.length);
      backend().memory().upload(state, savedState, 0, savedState.length);
      updates = saved;
    };
  }

  @Override
  public void close() {
    if (!closed && owned) {
      backend().memory().release(values);
      backend().memory().release(state);
    }
    closed = true;
  }
}

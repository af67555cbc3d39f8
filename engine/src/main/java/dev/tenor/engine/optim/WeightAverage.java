package dev.tenor.engine.optim;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.nn.ParameterSlab;
import java.util.Arrays;
import java.util.function.Supplier;

/// An exponential moving average of a network's weights and running statistics (Polyak and Juditsky
/// 1992), which often predicts better than the weights themselves: average = decay·average + (1 −
/// decay)·weights after every step. The first weights are random, so the first steps forget faster:
/// step t has the decay min(decay, (1 + t)/(10 + t)).
///
/// ```java
/// WeightAverage average = new WeightAverage(slab, 0.999);
/// average.update();
/// double accuracy = average.evaluate(() -> accuracy(network));
/// ```
public final class WeightAverage implements Stateful, AutoCloseable {
  private final ParameterSlab slab;
  private final double decay;
  private final Buffer values;
  private final Buffer state;
  private long updates;
  private boolean closed;

  /// Begins with the weights as they are.
  ///
  /// @throws IllegalArgumentException unless 0 < decay < 1
  public WeightAverage(ParameterSlab slab, double decay) {
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "weight average: decay " + decay + " is not in (0, 1); 0.999 is usual");
    }
    this.slab = slab;
    this.decay = decay;
    values = copyOf(slab.values());
    state = copyOf(slab.state());
  }

  private Backend backend() {
    return slab.backend();
  }

  private Buffer copyOf(Buffer buffer) {
    Buffer copy = backend().memory().allocate(buffer.length());
    backend().memory().copy(copy, buffer, buffer.length());
    return copy;
  }

  /// Moves the average towards the weights; to be called after every step.
  public void update() {
    requireOpen();
    updates++;
    float keep = (float) Math.min(decay, (1.0 + updates) / (10 + updates));
    move(values, slab.values(), keep);
    move(state, slab.state(), keep);
  }

  private void move(Buffer mean, Buffer next, float keep) {
    backend().elementwise().scale(mean, mean, keep, mean.length());
    backend().elementwise().axpy(mean, 1 - keep, next, mean.length());
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
    Buffer before = copyOf(a);
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
    if (!closed) {
      closed = true;
      backend().memory().release(values);
      backend().memory().release(state);
    }
  }
}

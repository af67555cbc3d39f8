package dev.tenor.engine.optim;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.nn.ParameterSlab;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Moves the values of a slab along their gradients, once a [#step]. What it remembers between
/// steps lies in buffers as long as the slab's values, which are 0 at first.
///
/// A step uses the gradients and leaves them; they are added up until [#zeroGrads]. To step once
/// for several batches, run backward for each on its loss divided by their number.
///
/// One of your own names its buffers and writes [#update].
public abstract class Optimizer implements Stateful, AutoCloseable {
  /// The settings of an optimiser, which make one.
  public interface Config {
    /// An optimiser of the parameters of `slab`.
    Optimizer create(ParameterSlab slab, ParameterGroups groups);
  }

  /// What an optimiser remembers between steps, on the host.
  ///
  /// @param steps how many were made
  /// @param buffers by name, each as long as the slab's values
  public record State(long steps, Map<String, float[]> buffers) {}

  /// Neighbouring parameters that are updated alike.
  ///
  /// @param values to be moved
  /// @param state this part of the optimiser's buffers, in the order of their names
  /// @param lrFactor what the learning rate is multiplied by
  /// @param decays whether the weight decay is for these
  /// @param n how many floats each buffer has
  protected record Slice(
      Buffer values, Buffer grads, List<Buffer> state, double lrFactor, boolean decays, int n) {}

  private final String name;
  private final ParameterSlab slab;
  private final Map<String, Buffer> buffers = new LinkedHashMap<>();
  private final List<Slice> slices = new ArrayList<>();
  private long steps;
  private boolean closed;

  /// @param name for messages
  /// @param stateNames the buffers between steps
  protected Optimizer(
      String name, ParameterSlab slab, ParameterGroups groups, String... stateNames) {
    this.name = name;
    this.slab = slab;
    List<ParameterGroups.Range> ranges = groups.ranges(slab);
    int n = slab.grads().length(); // refuses a frozen slab before anything is allocated
    for (String stateName : stateNames) {
      Buffer buffer = slab.backend().memory().allocate(n);
      slab.backend().memory().fill(buffer, 0, n);
      buffers.put(stateName, buffer);
    }
    for (ParameterGroups.Range range : ranges) {
      slices.add(slice(range.offset(), range.length(), range.lrFactor(), range.decays()));
    }
  }

  private Slice slice(int offset, int length, double lrFactor, boolean decays) {
    return new Slice(
        slab.values().slice(offset, length),
        slab.grads().slice(offset, length),
        buffers.values().stream().map(b -> b.slice(offset, length)).toList(),
        lrFactor,
        decays,
        length);
  }

  /// Moves the values of one slice by the step with the number [#steps], the first of which is 1.
  ///
  /// @param lr the learning rate of this slice, with its factor
  protected abstract void update(Slice slice, double lr);

  protected final Backend backend() {
    return slab.backend();
  }

  /// Moves the values by one step along the slab's gradients.
  public final void step(double lr) {
    if (closed) {
      throw new IllegalStateException(name + ": the optimiser is closed; open another");
    }
    steps++;
    for (int i = 0; i < slices.size(); i++) {
      update(slices.get(i), lr * slices.get(i).lrFactor());
    }
  }

  /// Sets the slab's gradients to 0, so that a new step can add them up.
  public final void zeroGrads() {
    slab.zeroGrads();
  }

  /// The parameters that are moved.
  public final ParameterSlab slab() {
    return slab;
  }

  /// How many steps were made.
  public final long steps() {
    return steps;
  }

  /// The buffers and the step count, copied to the host.
  public final State state() {
    Map<String, float[]> copies = new LinkedHashMap<>();
    buffers.forEach((key, buffer) -> {
      float[] values = new float[buffer.length()];
      backend().memory().download(values, 0, buffer, values.length);
      copies.put(key, values);
    });
    return new State(steps, copies);
  }

  /// Continues from a saved state.
  ///
  /// @throws IllegalArgumentException if it has other buffers or another length; then nothing has
  ///   changed
  public final void restore(State state) {
    int n = slab.values().length();
    if (!state.buffers().keySet().equals(buffers.keySet())
        || state.buffers().values().stream().anyMatch(values -> values.length != n)) {
      throw new IllegalArgumentException(
          name + ": a state of " + lengths(state) + " does not fit " + n + " parameters");
    }
    buffers.forEach(
        (key, buffer) -> backend().memory().upload(buffer, state.buffers().get(key), 0, n));
    steps = state.steps();
  }

  private static String lengths(State state) {
    Map<String, Integer> lengths = new LinkedHashMap<>();
    state.buffers().forEach((key, values) -> lengths.put(key, values.length));
    return lengths + " values";
  }

  @Override
  public final void save(SafetensorsWriter writer, String prefix) {
    State state = state();
    writer.metadata(prefix + "steps", Long.toString(state.steps()));
    state
        .buffers()
        .forEach((key, values) -> writer.add(prefix + key, new int[] {values.length}, values));
  }

  @Override
  public final Runnable load(Safetensors file, String prefix) throws FormatException {
    long saved = StateFiles.count(file, prefix + "steps");
    Map<String, float[]> values = new LinkedHashMap<>();
    for (String key : buffers.keySet()) {
      values.put(key, StateFiles.floats(file, prefix + key, slab.values().length()));
    }
    State state = new State(saved, values);
    return () -> restore(state);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      buffers.values().forEach(backend().memory()::release);
    }
  }
}

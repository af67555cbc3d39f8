package dev.tenor.engine.nn;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Lifetime;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// The memory of a network's parameters (PyTorch's `network.parameters()`): one flat buffer of
/// trained values, one of their gradients, one of the values that are not trained, and one of
/// constants. An optimiser is a loop over the flat buffers.
public final class ParameterSlab implements Lifetime, AutoCloseable {
  private final Backend backend;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Buffer values;
  private final Buffer grads;
  private final Buffer state;
  private final Map<String, Parameter> constants = new LinkedHashMap<>();
  private final Buffer constantValues;
  private boolean ended;

  private ParameterSlab(Backend backend, Layer network, boolean trainable) {
    this.backend = backend;
    network.forEachParameter(parameters::put);
    network.forEachConstant(constants::put);
    this.values = backend.memory().allocate(count(true));
    this.grads = trainable ? backend.memory().allocate(count(true)) : null;
    this.state = backend.memory().allocate(count(false));
    this.constantValues = backend.memory().allocate(count(constants.values()));
    bind();
    bindConstants();
  }

  /// Memory for training; the values come from each parameter's [Init] and `seed`.
  public static ParameterSlab trainable(Backend backend, Layer network, long seed) {
    ParameterSlab slab = new ParameterSlab(backend, network, true);
    slab.initialize(seed);
    slab.zeroGrads();
    return slab;
  }

  /// Memory for prediction, without gradients. The values are undefined until [StateDict#load].
  public static ParameterSlab frozen(Backend backend, Layer network) {
    return new ParameterSlab(backend, network, false);
  }

  private int count(boolean trained) {
    return count(parameters.values().stream().filter(p -> p.trained() == trained).toList());
  }

  private static int count(Collection<Parameter> counted) {
    long count = counted.stream().mapToLong(p -> p.shape().numel()).sum();
    if (count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("network: " + count + " parameters exceed 2^31 - 1");
    }
    return (int) count;
  }

  private void bind() {
    int trainedOffset = 0;
    int stateOffset = 0;
    for (Parameter p : parameters.values()) {
      int n = p.shape().numel();
      if (p.trained()) {
        Buffer value = values.slice(trainedOffset, n);
        p.bind(
            grads == null
                ? Tensor.constant(p.shape(), value, this)
                : Tensor.leaf(p.shape(), value, grads.slice(trainedOffset, n), this));
        trainedOffset += n;
      } else {
        p.bind(Tensor.constant(p.shape(), state.slice(stateOffset, n), this));
        stateOffset += n;
      }
    }
  }

  /// Constants have values in every slab, since no file brings them.
  private void bindConstants() {
    int offset = 0;
    for (Map.Entry<String, Parameter> entry : constants.entrySet()) {
      Parameter c = entry.getValue();
      c.bind(Tensor.constant(c.shape(), constantValues.slice(offset, c.shape().numel()), this));
      fill(c, RandomStream.of(0, "constant " + entry.getKey()));
      offset += c.shape().numel();
    }
  }

  private void initialize(long seed) {
    parameters.forEach((name, p) -> fill(p, RandomStream.of(seed, "init " + name)));
  }

  private void fill(Parameter p, RandomStream random) {
    float[] first = new float[p.shape().numel()];
    p.init().fill(first, random);
    backend.memory().upload(p.tensor().buffer(), first, 0, first.length);
  }

  public Backend backend() {
    return backend;
  }

  /// All parameters by name, in the network's order.
  public Map<String, Parameter> parameters() {
    return parameters;
  }

  /// The trained values, one after the other.
  public Buffer values() {
    return values;
  }

  /// The values that are not trained, one after the other: running statistics, frozen weights.
  public Buffer state() {
    return state;
  }

  /// The gradients of [#values].
  ///
  /// @throws IllegalStateException in a frozen slab
  public Buffer grads() {
    if (grads == null) {
      throw new IllegalStateException(
          "parameter slab: it is frozen and has no gradients; open it with trainable");
    }
    return grads;
  }

  public void zeroGrads() {
    backend.memory().fill(grads(), 0, grads().length());
  }

  /// Copies all values from another slab of the same network and backend.
  ///
  /// @throws IllegalArgumentException if its parameters are others
  public void copyFrom(ParameterSlab other) {
    requireSame(other);
    backend.memory().copy(values, other.values, values.length());
    backend.memory().copy(state, other.state, state.length());
  }

  /// @throws IllegalArgumentException if the parameters of `other` have other names or shapes
  public void requireSame(ParameterSlab other) {
    if (!shapes().equals(other.shapes())) {
      throw new IllegalArgumentException(
          "parameter slab: the other one is another network's, of "
              + other.values.length()
              + " trained values, not "
              + values.length());
    }
  }

  private Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    parameters.forEach((name, p) -> shapes.put(name, p.shape()));
    return shapes;
  }

  /// A parameter's values, copied to the host.
  public float[] read(Parameter p) {
    float[] copy = new float[p.shape().numel()];
    backend.memory().download(copy, 0, p.tensor().buffer(), copy.length);
    return copy;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public String describe() {
    return "parameter slab";
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      backend.memory().release(values);
      backend.memory().release(state);
      backend.memory().release(constantValues);
      if (grads != null) {
        backend.memory().release(grads);
      }
    }
  }
}

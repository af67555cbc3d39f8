package dev.tenor.engine;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.nn.Layer;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.StateDict;
import dev.tenor.engine.nn.Summary;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.optim.Checkpoint;
import dev.tenor.engine.optim.GradClip;
import dev.tenor.engine.optim.Optimizer;
import dev.tenor.engine.optim.ParameterGroups;
import dev.tenor.engine.optim.WeightAverage;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The engine, opened in one line: a backend, memory for networks, their optimisers, and steps of
/// training. It owns all of them and ends them when it is closed.
///
/// ```java
/// try (Session session = Session.open()) {
///   Sequential network =
///       session.trainable(
///           new Sequential(new Linear(2, 16), Activation.tanh(), new Linear(16, 1)));
///   Optimizer adam = session.optimizer(network, Adam.Config.of(0));
///   for (int i = 0; i < 300; i++) {
///     session.step(
///         adam,
///         1e-2,
///         pass -> {
///           Tensor y = network.apply(pass, pass.constant(Shape.of(4, 2), inputs));
///           Tensor wrong = Ops.subtract(pass, y, pass.constant(Shape.of(4, 1), targets));
///           return Reductions.mean(pass, Ops.multiply(pass, wrong, wrong), 0);
///         });
///   }
///   session.save(network, path);
///   return session.predict(pass -> network.apply(pass, pass.constant(Shape.of(4, 2), inputs)));
/// }
/// ```
///
/// The same seed gives the same bits for any number of threads. A session belongs to one thread at
/// a time. Everything in it can be had one by one as well: [Backends], [BufferPool],
/// [ParameterSlab], [Pass].
public final class Session implements AutoCloseable {
  private final Backend backend;
  private final BufferPool pool;
  private final Map<Layer, ParameterSlab> slabs = new LinkedHashMap<>();
  private final List<Optimizer> optimizers = new ArrayList<>();
  private final List<WeightAverage> averages = new ArrayList<>();
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final SessionState state = new SessionState();
  private double maxNorm = Double.POSITIVE_INFINITY;
  private boolean closed;

  private Session(Backend backend) {
    this.backend = backend;
    this.pool = new BufferPool(backend);
    closing.push(backend::close);
    closing.push(pool::close);
  }

  /// On the best backend of this machine, with all its cores.
  public static Session open() {
    return open(Backends.AUTO, 0);
  }

  /// On a backend by name, for example `simd`, `opencl:gpu`, `scalar` or `auto`.
  ///
  /// @param threads how many threads compute; 0 for one a core
  /// @throws IllegalArgumentException if no backend has this name
  /// @throws dev.tenor.engine.backend.BackendUnavailableException if it cannot run here
  public static Session open(String backend, int threads) {
    return new Session(Backends.open(backend, threads));
  }

  /// Decides the first weights and what drops out; 0 unless set. Returns this.
  ///
  /// @throws IllegalStateException after the first network, whose weights are drawn already
  public Session seed(long seed) {
    requireOpen();
    if (!slabs.isEmpty()) {
      throw new IllegalStateException(
          "session: the seed comes too late; set it before the first network");
    }
    state.seed = seed;
    return this;
  }

  /// Scales gradients down to this norm before each step, if theirs is larger; see [GradClip].
  /// Returns this.
  ///
  /// @throws IllegalArgumentException unless it is positive
  public Session clipNorm(double norm) {
    requireOpen();
    if (!(norm > 0)) {
      throw new IllegalArgumentException("session: clip norm " + norm + " is not positive");
    }
    maxNorm = norm;
    return this;
  }

  /// Gives a network memory for training, and first weights from the seed. Returns the network.
  ///
  /// @throws IllegalStateException if it has memory already
  public <L extends Layer> L trainable(L network) {
    requireOpen();
    add(network, ParameterSlab.trainable(backend, network, state.seed));
    return network;
  }

  private void add(Layer network, ParameterSlab slab) {
    slabs.put(network, slab);
    closing.push(slab::close);
  }

  /// Fills a network with the weights of a safetensors file, by PyTorch's names. A network that is
  /// new to this session gets memory for prediction, without gradients; to train it further, make
  /// it [#trainable] first. Returns the network.
  ///
  /// @throws dev.tenor.engine.io.FormatException if the file is not this network's
  public <L extends Layer> L load(L network, Path file) throws IOException {
    requireOpen();
    Safetensors weights = Safetensors.read(file);
    if (!slabs.containsKey(network)) {
      StateDict.check(network, weights);
      add(network, ParameterSlab.frozen(backend, network));
    }
    StateDict.load(slab(network), weights, "");
    return network;
  }

  /// Writes a network's weights, whole or not at all; PyTorch's `safetensors.torch.load_file` reads
  /// them.
  public void save(Layer network, Path file) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    StateDict.save(slab(network), writer, "");
    writer.write(file);
  }

  /// An optimiser of all trained parameters of a network.
  public Optimizer optimizer(Layer network, Optimizer.Config config) {
    return optimizer(network, config, ParameterGroups.all());
  }

  /// An optimiser with groups, for example without weight decay for biases and norms.
  public Optimizer optimizer(Layer network, Optimizer.Config config, ParameterGroups groups) {
    Optimizer optimizer = config.create(slab(network), groups);
    optimizers.add(optimizer);
    closing.push(optimizer::close);
    return optimizer;
  }

  /// A moving average of a network's weights, beginning with those of now. Call
  /// [WeightAverage#update] after each step.
  public WeightAverage average(Layer network, double decay) {
    WeightAverage average = new WeightAverage(slab(network), decay);
    averages.add(average);
    closing.push(average::close);
    return average;
  }

  /// One step of training: a forward pass, gradients, and an update of the optimiser's network.
  ///
  /// @param lr the learning rate of this step
  /// @param loss computes one value, which the step makes smaller
  /// @return that value, from before the update
  public float step(Optimizer optimizer, double lr, Function<Pass, Tensor> loss) {
    return step(optimizer, lr, 1, (pass, _) -> loss.apply(pass));
  }

  /// One step on the mean over several batches, as if they were one that does not fit into memory:
  /// their gradients are added up. Batch norm sees each batch alone.
  ///
  /// @param parts how many batches
  /// @param loss computes the mean loss of the batch with this number, from 0
  /// @return the mean of the losses
  public float step(
      Optimizer optimizer, double lr, int parts, BiFunction<Pass, Integer, Tensor> loss) {
    requireOpen();
    requireOurs(optimizer);
    if (parts < 1) {
      throw new IllegalArgumentException("session: a step of " + parts + " batches has no loss");
    }
    optimizer.zeroGrads();
    double sum = 0;
    for (int part = 0; part < parts; part++) {
      try (Pass pass = Pass.training(pool, state.seed, state.passes++)) {
        Tensor value = loss.apply(pass, part);
        backward(pass, value, parts);
        sum += pass.item(value);
      }
    }
    if (maxNorm < Double.POSITIVE_INFINITY) {
      GradClip.byNorm(optimizer.slab(), maxNorm);
    }
    optimizer.step(lr);
    return (float) (sum / parts);
  }

  private static void backward(Pass pass, Tensor loss, int parts) {
    if (parts == 1 || loss.shape().numel() != 1) {
      pass.backward(loss);
    } else {
      pass.backward(loss, new float[] {1f / parts});
    }
  }

  private void requireOurs(Optimizer optimizer) {
    if (!optimizers.contains(optimizer)) {
      throw new IllegalArgumentException(
          "session: the optimiser is not of this session; make it with Session.optimizer");
    }
  }

  /// Computes a tensor as in prediction, without dropout and gradients, and copies its values.
  public float[] predict(Function<Pass, Tensor> body) {
    requireOpen();
    try (Pass pass = Pass.inference(pool)) {
      return pass.read(body.apply(pass));
    }
  }

  /// The layers of a network with the shapes of their outputs, parameters and operations, for an
  /// input of this shape; print it.
  public Summary summary(UnaryLayer network, Shape input) {
    slab(network);
    return Summary.of(
        pool, network, pass -> network.apply(pass, pass.constant(input, new float[input.numel()])));
  }

  /// All that training goes on from: networks, optimisers and averages in the order in which they
  /// were made, seed and steps. Add what else there is with [Checkpoint#with]; then save or load
  /// it. Weights are called `network.…`, those of a second network `network1.…`.
  public Checkpoint checkpoint() {
    requireOpen();
    Checkpoint checkpoint = new Checkpoint().with("session", state);
    int i = 0;
    for (ParameterSlab slab : slabs.values()) {
      checkpoint.with(numbered("network", i++), slab);
    }
    for (int o = 0; o < optimizers.size(); o++) {
      checkpoint.with(numbered("optimizer", o), optimizers.get(o));
    }
    for (int a = 0; a < averages.size(); a++) {
      checkpoint.with(numbered("average", a), averages.get(a));
    }
    return checkpoint;
  }

  private static String numbered(String name, int i) {
    return i == 0 ? name : name + i;
  }

  /// The memory of one of the session's networks.
  ///
  /// @throws IllegalArgumentException if the network has none in this session
  public ParameterSlab slab(Layer network) {
    requireOpen();
    ParameterSlab slab = slabs.get(network);
    if (slab == null) {
      throw new IllegalArgumentException(
          "session: the network has no memory here; give it some with trainable or load");
    }
    return slab;
  }

  public Backend backend() {
    requireOpen();
    return backend;
  }

  /// The buffers of passes, for those that you open yourself.
  public BufferPool pool() {
    requireOpen();
    return pool;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("session: it is closed; open another");
    }
  }

  /// Gives back all memory and threads. Networks can go into another session then.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      closing.forEach(Runnable::run);
    }
  }
}

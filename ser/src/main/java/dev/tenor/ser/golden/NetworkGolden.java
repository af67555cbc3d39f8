package dev.tenor.ser.golden;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.nn.Parameter;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.StateDict;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.model.SerNetwork;
import java.util.List;
import java.util.Map;

/// A whole network: its predictions, one forward and backward pass in training, and some steps of
/// Adam on the same batch. Each of the three starts from the file's weights and running statistics.
final class NetworkGolden {
  /// Rounding noise in a gradient that should be zero, relative to the largest gradient of the
  /// weight beside it: sums of some 10⁴ to 10⁵ float32 values.
  private static final double NOISE = 1e-3;

  /// Bound on the difference of two implementations of Adam where the gradient is rounding noise,
  /// in units of `lr` per step: each update is about `lr`, up to a twentieth more if the noise
  /// grows.
  private static final double WALK = 2.1;

  private final Safetensors file;
  private final BufferPool pool;
  private final NetworkSettings settings;
  private final ZeroGradients zero;
  private final SerNetwork network;
  private final ParameterSlab slab;
  private final Comparison comparison;

  private NetworkGolden(
      Safetensors file,
      BufferPool pool,
      NetworkSettings settings,
      SerNetwork network,
      ParameterSlab slab) {
    this.file = file;
    this.pool = pool;
    this.settings = settings;
    this.zero = ZeroGradients.of(settings.config());
    this.network = network;
    this.slab = slab;
    this.comparison = new Comparison(file);
  }

  static List<GoldenCheck> run(Safetensors file, BufferPool pool) throws FormatException {
    NetworkSettings settings = NetworkSettings.of(file);
    SerNetwork network = new SerNetwork(settings.config());
    try (ParameterSlab slab = ParameterSlab.trainable(pool.backend(), network, 0)) {
      NetworkGolden golden = new NetworkGolden(file, pool, settings, network, slab);
      golden.predict();
      golden.differentiate();
      golden.train();
      return golden.comparison.checks();
    }
  }

  private void predict() throws FormatException {
    StateDict.load(slab, file, "weights.");
    try (Pass pass = Pass.inference(pool)) {
      SerNetwork.Stages stages = network.stages(pass, input(pass));
      float[] extracted = pass.read(stages.extracted());
      comparison.nmse("extraction_eval", extracted, Comparison.OUTPUT_NMSE);
      comparison.nmse("logits_eval", pass.read(stages.logits()), Comparison.OUTPUT_NMSE);
    }
  }

  private void differentiate() throws FormatException {
    StateDict.load(slab, file, "weights.");
    slab.zeroGrads();
    try (Pass pass = Pass.training(pool, 0, 0)) {
      Tensor logits = network.apply(pass, input(pass));
      Tensor loss = Losses.crossEntropy(pass, logits, labels(pass, logits.shape()));
      pass.backward(loss);
      comparison.nmse("logits_train", pass.read(logits), Comparison.OUTPUT_NMSE);
      comparison.nmse("loss", pass.read(loss), Comparison.GRADIENT_NMSE);
      for (Map.Entry<String, Parameter> entry : slab.parameters().entrySet()) {
        if (entry.getValue().trained()) {
          compareGradient(pass, entry.getKey(), entry.getValue());
        }
      }
    }
  }

  private void compareGradient(Pass pass, String name, Parameter p) throws FormatException {
    float[] gradient = p.layout().toState(pass.grad(p.tensor()));
    Range exempt = zero.of(name, gradient.length);
    double bound =
        exempt.length() == 0
            ? 0
            : NOISE * largest(file.floats("grads." + name.replaceFirst("bias$", "weight")));
    comparison.nmseExcept("grads." + name, gradient, exempt, bound);
  }

  private void train() throws FormatException {
    StateDict.load(slab, file, "weights.");
    float[] losses = new float[settings.steps()];
    try (Adam adam = new Adam(slab, Adam.Config.of(settings.weightDecay()))) {
      for (int step = 0; step < losses.length; step++) {
        losses[step] = step(adam, step);
      }
    }
    comparison.nmse("losses", losses, Comparison.GRADIENT_NMSE);
    double walk = WALK * settings.lr() * settings.steps();
    for (Map.Entry<String, Parameter> entry : slab.parameters().entrySet()) {
      Parameter p = entry.getValue();
      float[] values = p.layout().toState(slab.read(p));
      Range exempt = zero.walking(entry.getKey(), values.length);
      comparison.nmseExcept("after." + entry.getKey(), values, exempt, walk);
    }
  }

  /// @return the loss before the step
  private float step(Adam adam, int step) throws FormatException {
    slab.zeroGrads();
    try (Pass pass = Pass.training(pool, 0, step)) {
      Tensor logits = network.apply(pass, input(pass));
      Tensor loss = Losses.crossEntropy(pass, logits, labels(pass, logits.shape()));
      pass.backward(loss);
      adam.step(settings.lr());
      return pass.item(loss);
    }
  }

  private Tensor input(Pass pass) throws FormatException {
    return pass.constant(Shape.of(file.shape("input")), file.floats("input"));
  }

  private Tensor labels(Pass pass, Shape logits) throws FormatException {
    return Labels.constant(pass, file, logits.dim(-1));
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}

package dev.tenor.engine.tck;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// One application of an op with seeded inputs, which serves the conformance suite (forward and
/// backward against the reference), the gradient check and the op benchmark.
public final class OpCase {
  /// How an input is filled, and whether it has a gradient.
  public enum Kind {
    /// Standard normal, with a gradient.
    VARIABLE,
    /// Standard normal but at least 0.1 away from 0, where the op has a kink; with a gradient.
    AWAY_FROM_ZERO,
    /// Multiples of 0.05, any 100 neighbours all different, so that a small step changes no order;
    /// with a gradient.
    DISTINCT,
    /// Standard normal, without a gradient.
    CONSTANT,
    /// Between 0.5 and 1.5 (a variance), without a gradient.
    POSITIVE,
    /// The same with a gradient.
    POSITIVE_VARIABLE,
    /// Class numbers below the number of columns of the first input.
    LABELS,
    /// Numbers below the first dim of the first input.
    IDS,
    /// Lengths of sequences: 0 to the first input's dim 1.
    LENGTHS,
    /// NaN, infinities, zeros of both signs, ends of domains and some numbers, by turns.
    EDGES,
    /// 0, or −∞ in about a third of the places.
    MASK
  }

  /// An input's shape and kind.
  public record Input(Shape shape, Kind kind) {
    boolean hasGradient() {
      return OpCase.hasGradient(kind);
    }
  }

  /// The op under test.
  @FunctionalInterface
  public interface Body {
    Tensor apply(Pass pass, Tensor[] in);
  }

  private static final float INF = Float.POSITIVE_INFINITY;
  private static final float[] EDGE_VALUES = {
    Float.NaN, INF, -INF, 0, -0f, 1, -1, 0.5f, -2.5f, 100, -100
  };

  private final String name;
  private final List<Input> inputs = new ArrayList<>();
  private final Body body;
  private double forward = 1e-10;
  private double backward = 1e-9;
  private boolean training = true;
  private boolean gradientCheck = true;

  private OpCase(String name, Body body) {
    this.name = name;
    this.body = body;
  }

  public static OpCase of(String name, Body body) {
    return new OpCase(name, body);
  }

  public OpCase in(Kind kind, int... dims) {
    inputs.add(new Input(Shape.of(dims), kind));
    return this;
  }

  private static boolean hasGradient(Kind kind) {
    return switch (kind) {
      case VARIABLE, AWAY_FROM_ZERO, DISTINCT, POSITIVE_VARIABLE -> true;
      case CONSTANT, POSITIVE, LABELS, IDS, EDGES, LENGTHS, MASK -> false;
    };
  }

  public OpCase variable(int... dims) {
    return in(Kind.VARIABLE, dims);
  }

  /// Runs with running statistics and without dropout.
  public OpCase evaluation() {
    training = false;
    return this;
  }

  /// For inputs at which finite differences say nothing (a kink, a flat region, no elements).
  public OpCase noGradientCheck() {
    gradientCheck = false;
    return this;
  }

  /// Other bounds for the NMSE against the reference; say why where it is called.
  public OpCase nmse(double forwardBound, double backwardBound) {
    forward = forwardBound;
    backward = backwardBound;
    return this;
  }

  public List<Input> inputs() {
    return inputs;
  }

  public boolean checksGradient() {
    return gradientCheck;
  }

  public boolean training() {
    return training;
  }

  public double forwardBound() {
    return forward;
  }

  public double backwardBound() {
    return backward;
  }

  public Tensor apply(Pass pass, Tensor[] in) {
    return body.apply(pass, in);
  }

  /// The values of all inputs; the same for every call.
  public List<float[]> values() {
    RandomStream random = RandomStream.of(1, "op case " + name);
    return inputs.stream().map(input -> fill(input, random)).toList();
  }

  private float[] fill(Input input, RandomStream random) {
    float[] values = new float[input.shape().numel()];
    for (int i = 0; i < values.length; i++) {
      float gauss = (float) random.nextGaussian();
      values[i] =
          switch (input.kind()) {
            case VARIABLE, CONSTANT -> gauss;
            case AWAY_FROM_ZERO -> gauss + Math.copySign(0.1f, gauss);
            case DISTINCT -> (i * 37 % 101 - 50) * 0.05f;
            case POSITIVE, POSITIVE_VARIABLE -> 0.5f + random.nextFloat();
            case LABELS -> random.nextInt(inputs.getFirst().shape().dim(-1));
            case IDS -> random.nextInt(Math.max(1, inputs.getFirst().shape().dim(0)));
            case LENGTHS -> random.nextInt(inputs.getFirst().shape().dim(1) + 1);
            case EDGES -> EDGE_VALUES[i % EDGE_VALUES.length];
            case MASK -> random.nextInt(3) == 0 ? Float.NEGATIVE_INFINITY : 0;
          };
    }
    return values;
  }

  @Override
  public String toString() {
    return name;
  }
}

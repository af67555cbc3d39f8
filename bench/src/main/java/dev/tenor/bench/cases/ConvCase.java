package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvGeometry;
import java.util.Map;

/// A convolution in one of its three directions, or the same of channels each by itself.
record ConvCase(Direction direction, boolean depthwise, ConvGeometry g) implements Case {
  /// What is computed of x, w and y.
  enum Direction {
    FORWARD("forward"),
    DATA("data gradient"),
    WEIGHT("weight gradient");

    private final String label;

    Direction(String label) {
      this.label = label;
    }
  }

  @Override
  public String family() {
    return depthwise ? "depthwise" : "convolution";
  }

  @Override
  public String name() {
    return direction.label;
  }

  @Override
  public Map<String, String> shape() {
    String channels = depthwise ? "" + g.inChannels() : g.inChannels() + ">" + g.outChannels();
    return Case.shape(
        "batch",
        g.batch(),
        "image",
        g.height() + "x" + g.width(),
        "channels",
        channels,
        "kernel",
        g.kernelH() + "x" + g.kernelW(),
        "stride",
        g.strideH());
  }

  private int weights() {
    return depthwise ? g.taps() * g.inChannels() : PaperBlocks.weights(g);
  }

  @Override
  public double flop() {
    return depthwise ? 2.0 * PaperBlocks.outputs(g) * g.taps() : PaperBlocks.flop(g);
  }

  @Override
  public double bytes() {
    return 4.0 * ((double) PaperBlocks.inputs(g) + weights() + PaperBlocks.outputs(g));
  }

  @Override
  public double bound(String result) {
    return 1e-10;
  }

  /// The weight's gradient is added to what is there, as in training.
  @Override
  public Work prepare(Backend backend) {
    Operands operands = new Operands(backend);
    int inputs = PaperBlocks.inputs(g);
    int outputs = PaperBlocks.outputs(g);
    boolean forward = direction == Direction.FORWARD;
    boolean data = direction == Direction.DATA;
    Buffer x = data ? operands.output("dx", inputs) : operands.normal("conv x", inputs);
    Buffer y = forward ? operands.output("y", outputs) : operands.normal("conv dy", outputs);
    Buffer w =
        direction == Direction.WEIGHT
            ? operands.output("dw", weights())
            : operands.normal("conv w", weights());
    Buffer bias = forward ? operands.normal("conv bias", g.outChannels()) : null;
    return operands.work(
        depthwise ? depthwise(backend, x, w, bias, y) : dense(backend, x, w, bias, y));
  }

  private Runnable dense(Backend backend, Buffer x, Buffer w, Buffer bias, Buffer y) {
    return switch (direction) {
      case FORWARD -> () -> backend.convolution().forward(y, x, w, bias, g);
      case DATA -> () -> backend.convolution().backwardData(x, y, w, g);
      case WEIGHT -> () -> backend.convolution().backwardWeightAccumulate(w, y, x, g);
    };
  }

  private Runnable depthwise(Backend backend, Buffer x, Buffer w, Buffer bias, Buffer y) {
    return switch (direction) {
      case FORWARD -> () -> backend.depthwise().forward(y, x, w, bias, g);
      case DATA -> () -> backend.depthwise().backwardData(x, y, w, g);
      case WEIGHT -> () -> backend.depthwise().backwardWeightAccumulate(w, y, x, g);
    };
  }
}

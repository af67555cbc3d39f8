package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.ConvBlockGeometry;
import dev.tenor.engine.backend.ConvGeometry;
import java.util.Map;

/// A convolution block of preset `paper` as one primitive: convolution, batch norm, ELU, pooling
/// and dropout. Only the arithmetic of the convolutions is counted.
///
/// @param name `training`, `backward` or `inference`
/// @param block from 1; the first has no gradient of its input
record BlockCase(String name, int block, int batch) implements Case {
  @Override
  public String family() {
    return "block";
  }

  @Override
  public Map<String, String> shape() {
    return Case.shape("block", block, "batch", batch);
  }

  private ConvBlockGeometry geometry() {
    return PaperBlocks.of(block, batch);
  }

  private boolean isBackward() {
    return name.equals("backward");
  }

  private int gradients() {
    return block > 1 ? 2 : 1;
  }

  @Override
  public double flop() {
    return (isBackward() ? gradients() : 1) * PaperBlocks.flop(geometry().conv());
  }

  @Override
  public double bytes() {
    ConvGeometry c = geometry().conv();
    int times = isBackward() ? gradients() : 1;
    int weights = (isBackward() ? 2 : 1) * PaperBlocks.weights(c);
    return 4.0 * ((double) times * PaperBlocks.inputs(c) + weights + geometry().outputs());
  }

  @Override
  public Work prepare(Backend backend) {
    BlockOperands operands = new BlockOperands(backend, geometry(), block > 1);
    if (isBackward()) {
      operands.training();
    }
    return new BlockWork(name, operands);
  }

  /// Backward consumes the saved tensors of forward, so forward runs again before each.
  private record BlockWork(String name, BlockOperands operands) implements Work {
    @Override
    public void run() {
      switch (name) {
        case "training" -> operands.training();
        case "backward" -> operands.backward();
        default -> operands.inference();
      }
    }

    @Override
    public boolean restores() {
      return name.equals("backward");
    }

    @Override
    public void restore() {
      operands.training();
    }

    @Override
    public Map<String, float[]> results() {
      return name.equals("backward") ? operands.gradients() : Map.of("out", operands.out());
    }

    @Override
    public void close() {
      operands.close();
    }
  }
}

package dev.tenor.bench;

import dev.tenor.bench.cases.BlockOperands;
import dev.tenor.bench.cases.PaperBlocks;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.ConvBlockGeometry;
import dev.tenor.engine.backend.ConvGeometry;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.BenchmarkParams;

/// The six convolution blocks of preset `paper` as one primitive each: convolution, batch norm,
/// ELU, pooling and dropout. Only the arithmetic of the convolutions is counted.
public class BlockBenchmark extends BackendBenchmark<BlockOperands> {
  private static final double BOUND = 1e-9;

  @Param({"1", "2", "3", "4", "5", "6"})
  int block;

  @Param("32")
  int batch;

  @Param({"1", "2"})
  int threads;

  private ConvBlockGeometry g;

  @Override
  int threads() {
    return threads;
  }

  @Override
  BlockOperands build(Backend backend) {
    g = PaperBlocks.of(block, batch);
    return new BlockOperands(backend, g, block > 1);
  }

  @Override
  void verify(BlockOperands actual, BlockOperands expected) {
    actual.training();
    expected.training();
    requireClose("block training", actual.out(), expected.out(), BOUND);
    actual.backward();
    expected.backward();
    Map<String, float[]> gradients = actual.gradients();
    expected
        .gradients()
        .forEach((name, dx) -> requireClose("block " + name, gradients.get(name), dx, BOUND));
    actual.inference();
    expected.inference();
    requireClose("block inference", actual.out(), expected.out(), BOUND);
  }

  private void forwardWork() {
    ConvGeometry c = g.conv();
    work(PaperBlocks.flop(c), 4.0 * (PaperBlocks.inputs(c) + PaperBlocks.weights(c) + g.outputs()));
  }

  private void backwardWork() {
    ConvGeometry c = g.conv();
    int gradients = block > 1 ? 2 : 1;
    work(
        gradients * PaperBlocks.flop(c),
        4.0 * (gradients * PaperBlocks.inputs(c) + 2 * PaperBlocks.weights(c) + g.outputs()));
  }

  /// Backward consumes the saved tensors of forward, so forward runs before each, untimed.
  @Setup(Level.Invocation)
  public void forwardAgain(BenchmarkParams params) {
    if (params.getBenchmark().endsWith(".backward")) {
      subject().training();
      finish();
    }
  }

  @Benchmark
  public void training() {
    forwardWork();
    subject().training();
    finish();
  }

  @Benchmark
  public void backward() {
    backwardWork();
    subject().backward();
    finish();
  }

  @Benchmark
  public void inference() {
    forwardWork();
    subject().inference();
    finish();
  }
}

package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendParts;
import dev.tenor.engine.backend.ComposedAttention;
import dev.tenor.engine.backend.ComposedConvBlock;
import dev.tenor.engine.backend.host.HostBuffer;

/// Vectors and threads; see the package.
final class SimdBackend extends Backend {
  private final WorkerPool pool;

  SimdBackend(int threads) {
    this(new WorkerPool(threads));
  }

  private SimdBackend(WorkerPool pool) {
    super(parts(pool));
    this.pool = pool;
  }

  private static BackendParts<HostBuffer> parts(WorkerPool pool) {
    CompilerRules.give();
    SimdMemory memory = new SimdMemory(pool);
    SimdConvolution convolution = new SimdConvolution(pool);
    SimdBatchNorm batchNorm = new SimdBatchNorm(pool);
    SimdElementwise elementwise = new SimdElementwise(pool);
    SimdGemm gemm = new SimdGemm(pool);
    SimdSoftmax softmax = new SimdSoftmax(pool);
    SimdPooling pooling = new SimdPooling(pool);
    return new BackendParts<HostBuffer>()
        .memory(memory)
        .elementwise(elementwise)
        .reductions(new SimdReductions(pool))
        .indexing(new SimdIndexing(pool))
        .gemm(gemm)
        .linear(new SimdLinear(pool))
        .convolution(convolution)
        .depthwise(new SimdDepthwise(pool))
        .pooling(pooling)
        .resampling(new SimdResampling(pool))
        .batchNorm(batchNorm)
        .layerNorm(new SimdLayerNorm(pool))
        .groupNorm(new SimdGroupNorm(pool))
        .rmsNorm(new SimdRmsNorm(pool))
        .softmax(softmax)
        .attention(new SimdAttention(pool, new ComposedAttention<>(gemm, softmax, elementwise)))
        .convBlock(
            new SimdConvBlock(
                pool,
                new ComposedConvBlock<>(memory, convolution, batchNorm, elementwise, pooling)))
        .recurrence(new SimdRecurrence(pool))
        .optimization(new SimdOptimization(pool));
  }

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public String device() {
    return describe(pool.threads());
  }

  static String describe(int threads) {
    return "Vector API, "
        + Lanes.L
        + " lanes, "
        + threads
        + (threads == 1 ? " thread" : " threads")
        + Alignment.remark();
  }

  @Override
  public double measurePeakFlops() {
    return FmaPeak.measure(pool);
  }

  @Override
  public double measureBandwidth(long workingSet) {
    return Triad.measure(pool, workingSet);
  }

  @Override
  public void close() {
    pool.close();
  }
}

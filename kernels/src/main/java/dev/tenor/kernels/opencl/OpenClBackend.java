package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendParts;
import dev.tenor.engine.backend.ComposedAttention;
import java.nio.file.Path;
import java.util.List;

/// Every primitive on an OpenCL device; see the package. Each call puts its kernels into the
/// device's queue and returns; downloads and `synchronize` wait.
///
/// Kernels keep their arguments and ops share scratch memory, so one op is put together at a time:
/// its part holds the lock of [ClResources], and threads that share a backend take turns.
final class OpenClBackend extends Backend {
  private final ClResources cl;
  private boolean closed;

  /// @param threads how many compute units of a CPU to use; 0 for all
  OpenClBackend(ClDevice device, int threads) {
    this(
        new ClContext(device, threads),
        new ClTunings(ClBinaryCache.defaultFolder()).load(device),
        ClBinaryCache.defaultFolder());
  }

  /// @param programs the folder for built programs
  OpenClBackend(ClContext context, ClTuning tuning, Path programs) {
    this(new ClResources(context, new ClBinaryCache(programs), tuning));
  }

  private OpenClBackend(ClResources cl) {
    super(parts(cl));
    this.cl = cl;
  }

  private static BackendParts<ClBuffer> parts(ClResources cl) {
    ClMove memory = new ClMove(cl);
    ClElementwise elementwise = new ClElementwise(cl);
    ClReductions reductions = new ClReductions(cl);
    ClPack pack = new ClPack(cl);
    ClGemm gemm = new ClGemm(cl, pack);
    ClConvolution convolution = new ClConvolution(cl, pack, reductions, memory);
    ClBatchNorm batchNorm = new ClBatchNorm(cl, reductions);
    ClSoftmax softmax = new ClSoftmax(cl, reductions);
    return new BackendParts<ClBuffer>()
        .memory(memory)
        .elementwise(elementwise)
        .reductions(reductions)
        .indexing(new ClIndexing(cl))
        .gemm(gemm)
        .linear(new ClLinear(cl, gemm))
        .convolution(convolution)
        .depthwise(new ClDepthwise(cl, reductions))
        .pooling(new ClPooling(cl))
        .resampling(new ClResampling(cl))
        .batchNorm(batchNorm)
        .layerNorm(new ClLayerNorm(cl, batchNorm))
        .groupNorm(new ClGroupNorm(cl, reductions))
        .rmsNorm(new ClRmsNorm(cl, reductions))
        .softmax(softmax)
        .attention(new ClAttention(cl, new ComposedAttention<>(gemm, softmax, elementwise)))
        .convBlock(new ClConvBlock(cl, convolution, batchNorm))
        .recurrence(new ClRecurrence(cl, pack))
        .optimization(new ClOptimization(cl));
  }

  @Override
  public String name() {
    return OpenClProvider.NAME;
  }

  @Override
  public String device() {
    return cl.context().device().describe();
  }

  @Override
  public double measurePeakFlops() {
    synchronized (cl) {
      return new ClPeak(cl).flops();
    }
  }

  @Override
  public double measureBandwidth(long workingSet) {
    synchronized (cl) {
      return new ClPeak(cl).bandwidth(workingSet);
    }
  }

  @Override
  public boolean startKernelProfile() {
    synchronized (cl) {
      cl.context().startProfile();
      return true;
    }
  }

  @Override
  public List<String> kernelProfile() {
    synchronized (cl) {
      return cl.context().profile() == null ? List.of() : cl.context().profile().lines();
    }
  }

  @Override
  public void close() {
    synchronized (cl) {
      if (!closed) {
        closed = true;
        cl.close();
      }
    }
  }
}

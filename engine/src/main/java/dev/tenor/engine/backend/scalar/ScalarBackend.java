package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendParts;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.engine.backend.host.HostMemory;

/// Every primitive as a plain loop over Java arrays; see the package. Linear layers, attention and
/// convolution blocks are composed of the others.
public class ScalarBackend extends Backend {
  /// The name users know this backend by.
  public static final String NAME = "scalar";

  public ScalarBackend() {
    super(
        new BackendParts<HostBuffer>()
            .memory(new HostMemory())
            .elementwise(new ScalarElementwise())
            .reductions(new ScalarReductions())
            .indexing(new ScalarIndexing())
            .gemm(new ScalarGemm())
            .convolution(new ScalarConvolution())
            .depthwise(new ScalarDepthwise())
            .pooling(new ScalarPooling())
            .resampling(new ScalarResampling())
            .batchNorm(new ScalarBatchNorm())
            .layerNorm(new ScalarLayerNorm())
            .groupNorm(new ScalarGroupNorm())
            .rmsNorm(new ScalarRmsNorm())
            .softmax(new ScalarSoftmax())
            .recurrence(new ScalarRecurrence())
            .optimization(new ScalarOptimization()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String device() {
    return "plain Java loops, 1 thread";
  }

  @Override
  public void close() {
    // Host memory is the garbage collector's.
  }
}

package dev.tenor.engine.backend;

/// What a backend is made of: one part for each family of primitives, all on one kind of buffer. A
/// new backend brings the parts that are worth it and borrows the others, for instance
/// `.pooling(new ScalarPooling())` where its memory is that of the host.
///
/// Linear layers, attention and convolution blocks may be left out: they are then composed of the
/// other parts.
public final class BackendParts<B extends Buffer> {
  Memory<B> memory;
  Elementwise<B> elementwise;
  Reductions<B> reductions;
  Indexing<B> indexing;
  Gemm<B> gemm;
  Linear<B> linear;
  Convolution<B> convolution;
  Depthwise<B> depthwise;
  Pooling<B> pooling;
  Resampling<B> resampling;
  BatchNorm<B> batchNorm;
  LayerNorm<B> layerNorm;
  GroupNorm<B> groupNorm;
  RmsNorm<B> rmsNorm;
  Softmax<B> softmax;
  Attention<B> attention;
  ConvBlock<B> convBlock;
  Recurrence<B> recurrence;
  Optimization<B> optimization;

  public BackendParts<B> memory(Memory<B> part) {
    memory = part;
    return this;
  }

  public BackendParts<B> elementwise(Elementwise<B> part) {
    elementwise = part;
    return this;
  }

  public BackendParts<B> reductions(Reductions<B> part) {
    reductions = part;
    return this;
  }

  public BackendParts<B> indexing(Indexing<B> part) {
    indexing = part;
    return this;
  }

  public BackendParts<B> gemm(Gemm<B> part) {
    gemm = part;
    return this;
  }

  public BackendParts<B> linear(Linear<B> part) {
    linear = part;
    return this;
  }

  public BackendParts<B> convolution(Convolution<B> part) {
    convolution = part;
    return this;
  }

  public BackendParts<B> depthwise(Depthwise<B> part) {
    depthwise = part;
    return this;
  }

  public BackendParts<B> pooling(Pooling<B> part) {
    pooling = part;
    return this;
  }

  public BackendParts<B> resampling(Resampling<B> part) {
    resampling = part;
    return this;
  }

  public BackendParts<B> batchNorm(BatchNorm<B> part) {
    batchNorm = part;
    return this;
  }

  public BackendParts<B> layerNorm(LayerNorm<B> part) {
    layerNorm = part;
    return this;
  }

  public BackendParts<B> groupNorm(GroupNorm<B> part) {
    groupNorm = part;
    return this;
  }

  public BackendParts<B> rmsNorm(RmsNorm<B> part) {
    rmsNorm = part;
    return this;
  }

  public BackendParts<B> softmax(Softmax<B> part) {
    softmax = part;
    return this;
  }

  public BackendParts<B> attention(Attention<B> part) {
    attention = part;
    return this;
  }

  public BackendParts<B> convBlock(ConvBlock<B> part) {
    convBlock = part;
    return this;
  }

  public BackendParts<B> recurrence(Recurrence<B> part) {
    recurrence = part;
    return this;
  }

  public BackendParts<B> optimization(Optimization<B> part) {
    optimization = part;
    return this;
  }

  /// Composes what was left out.
  ///
  /// @throws IllegalStateException if a part is missing that nothing else can stand for
  void complete() {
    require("memory", memory);
    require("elementwise", elementwise);
    require("reductions", reductions);
    require("indexing", indexing);
    require("gemm", gemm);
    require("convolution", convolution);
    require("depthwise", depthwise);
    require("pooling", pooling);
    require("resampling", resampling);
    require("batchNorm", batchNorm);
    require("layerNorm", layerNorm);
    require("groupNorm", groupNorm);
    require("rmsNorm", rmsNorm);
    require("softmax", softmax);
    require("recurrence", recurrence);
    require("optimization", optimization);
    linear = linear != null ? linear : new ComposedLinear<>(gemm, elementwise);
    attention = attention != null ? attention : new ComposedAttention<>(gemm, softmax, elementwise);
    convBlock =
        convBlock != null
            ? convBlock
            : new ComposedConvBlock<>(memory, convolution, batchNorm, elementwise, pooling);
  }

  private static void require(String name, Object part) {
    if (part == null) {
      throw new IllegalStateException(
          "backend: part '" + name + "' is missing; bring one, or borrow that of another backend");
    }
  }
}

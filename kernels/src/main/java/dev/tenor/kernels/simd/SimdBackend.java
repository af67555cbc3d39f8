package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.BlockGeometry;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.LstmGeometry;
import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.backend.scalar.HostBuffer;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.kernels.simd.Scratch.Use;

/// The scalar backend with its hot part overridden: vectors and threads; see the package.
final class SimdBackend extends ScalarBackend {
  private final WorkerPool pool;

  SimdBackend(int threads) {
    CompilerRules.give();
    pool = new WorkerPool(threads);
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
  public void close() {
    pool.close();
  }

  // ---- elementwise ----

  @Override
  public void unary(UnaryFn fn, Buffer y, Buffer x, int n) {
    Elementwise.unary(pool, fn, host(y), host(x), n);
  }

  @Override
  public void unaryBackward(UnaryFn fn, Buffer dx, Buffer dy, Buffer x, Buffer y, int n) {
    Elementwise.unaryBackward(pool, fn, host(dx), host(dy), host(x), host(y), n);
  }

  @Override
  public void binary(BinaryFn fn, Buffer y, Buffer a, Buffer b, int n) {
    Elementwise.binary(pool, fn, host(y), host(a), host(b), n);
  }

  @Override
  public void binaryBroadcast(
      BinaryFn fn, Buffer y, Buffer a, Buffer b, int outer, int axis, int inner) {
    Elementwise.binaryBroadcast(pool, fn, host(y), host(a), host(b), outer, axis, inner);
  }

  @Override
  public void scale(Buffer y, Buffer x, float alpha, int n) {
    Elementwise.scale(pool, host(y), host(x), alpha, n);
  }

  @Override
  public void axpy(Buffer y, float alpha, Buffer x, int n) {
    Elementwise.axpy(pool, host(y), alpha, host(x), n);
  }

  @Override
  public void dropout(Buffer y, Buffer x, float p, long seed, long stream, int n) {
    Elementwise.dropout(pool, host(y), host(x), p, seed, stream, n);
  }

  // ---- reductions ----

  @Override
  public void sumAxis(
      Buffer y, Buffer x, int outer, int axis, int inner, float scale, boolean accumulate) {
    Reduce.sumAxis(pool, host(y), host(x), outer, axis, inner, scale, accumulate);
  }

  @Override
  public void expandAxis(Buffer y, Buffer x, int outer, int axis, int inner, float scale) {
    Reduce.expandAxis(pool, host(y), host(x), outer, axis, inner, scale);
  }

  @Override
  public void sumOfSquares(Buffer y, Buffer x, int n) {
    Reduce.sumOfSquares(pool, host(y), host(x), n);
  }

  // ---- matrix products and convolution ----

  @Override
  public void gemm(GemmGeometry g, Buffer c, Buffer a, Buffer b, float alpha, float beta) {
    Gemm.gemm(pool, g, host(c), host(a), host(b), null, alpha, beta);
  }

  @Override
  public void linear(Buffer y, Buffer x, Buffer w, Buffer bias, int m, int n, int k) {
    GemmGeometry g = GemmGeometry.of(false, true, m, n, k);
    Gemm.gemm(pool, g, host(y), host(x), host(w), host(bias), 1, 0);
  }

  @Override
  public int linearPacked(int n, int k) {
    return Math.toIntExact(Packing.length(k, n));
  }

  @Override
  public void packLinear(Buffer packed, Buffer w, int n, int k) {
    Gemm.pack(pool, GemmGeometry.of(false, true, 1, n, k), host(packed), host(w));
  }

  @Override
  public void packedLinear(Buffer y, Buffer x, Buffer packed, Buffer bias, int m, int n, int k) {
    GemmGeometry g = GemmGeometry.of(false, true, m, n, k);
    Gemm.packed(pool, g, host(y), host(x), host(packed), host(bias));
  }

  @Override
  public void conv2d(Buffer y, Buffer x, Buffer w, Buffer bias, ConvGeometry g) {
    Convolution.forward(pool, host(y), host(x), host(w), host(bias), g);
  }

  @Override
  public void conv2dBackwardData(Buffer dx, Buffer dy, Buffer w, ConvGeometry g) {
    Convolution.backwardData(pool, host(dx), host(dy), host(w), g);
  }

  @Override
  public void conv2dBackwardWeightAccumulate(Buffer dw, Buffer dy, Buffer x, ConvGeometry g) {
    Convolution.accumulateWeight(pool, host(dw), host(dy), host(x), g);
  }

  @Override
  public void attention(
      Buffer out, Buffer probs, Buffer q, Buffer k, Buffer v, Buffer mask, AttentionGeometry g) {
    Attention.forward(pool, host(out), host(probs), host(q), host(k), host(v), host(mask), g);
  }

  @Override
  public void attentionBackward(
      Buffer dq,
      Buffer dk,
      Buffer dv,
      Buffer dout,
      Buffer probs,
      Buffer q,
      Buffer k,
      Buffer v,
      Buffer scratch,
      AttentionGeometry g) {
    Attention.backward(
        pool, host(dq), host(dk), host(dv), host(dout), host(probs), host(q), host(k), host(v), g);
  }

  @Override
  public int blockSaved(BlockGeometry g) {
    return Block.saved(g);
  }

  @Override
  public void blockTraining(
      Buffer out,
      Buffer saved,
      Buffer mean,
      Buffer rstd,
      Buffer runningMean,
      Buffer runningVar,
      Buffer x,
      Buffer w,
      Buffer bias,
      Buffer gamma,
      Buffer beta,
      BlockGeometry g) {
    if (!Block.fits(g)) {
      new BlockComposed(pool, g)
          .training(
              host(out),
              host(saved),
              host(mean),
              host(rstd),
              host(runningMean),
              host(runningVar),
              host(x),
              host(w),
              host(bias),
              host(gamma),
              host(beta));
      return;
    }
    new Block(pool, g)
        .training(
            host(out),
            host(saved),
            host(mean),
            host(rstd),
            host(runningMean),
            host(runningVar),
            host(x),
            host(w),
            host(bias),
            host(gamma),
            host(beta));
  }

  @Override
  public void blockInference(
      Buffer out,
      Buffer x,
      Buffer w,
      Buffer bias,
      Buffer gamma,
      Buffer beta,
      Buffer runningMean,
      Buffer runningVar,
      BlockGeometry g) {
    if (!Block.fits(g)) {
      new BlockComposed(pool, g)
          .inference(
              host(out),
              host(x),
              host(w),
              host(bias),
              host(gamma),
              host(beta),
              host(runningMean),
              host(runningVar));
      return;
    }
    HostBuffer packed = pool.shared().buffer(Use.PACKED_BLOCK, Block.packed(g));
    packBlock(packed, w, bias, gamma, beta, runningMean, runningVar, g);
    packedBlock(out, x, packed, g);
  }

  @Override
  public int blockPacked(BlockGeometry g) {
    return Block.fits(g) ? Block.packed(g) : 0;
  }

  @Override
  public void packBlock(
      Buffer packed,
      Buffer w,
      Buffer bias,
      Buffer gamma,
      Buffer beta,
      Buffer runningMean,
      Buffer runningVar,
      BlockGeometry g) {
    new Block(pool, g)
        .pack(
            host(packed),
            host(w),
            host(bias),
            host(gamma),
            host(beta),
            host(runningMean),
            host(runningVar));
  }

  @Override
  public void packedBlock(Buffer out, Buffer x, Buffer packed, BlockGeometry g) {
    new Block(pool, g).inference(host(out), host(x), host(packed));
  }

  @Override
  public void blockBackward(
      Buffer dx,
      Buffer dw,
      Buffer dgamma,
      Buffer dbeta,
      Buffer dout,
      Buffer saved,
      Buffer mean,
      Buffer rstd,
      Buffer x,
      Buffer w,
      Buffer gamma,
      Buffer beta,
      BlockGeometry g) {
    if (!Block.fits(g)) {
      new BlockComposed(pool, g)
          .backward(
              host(dx),
              host(dw),
              host(dgamma),
              host(dbeta),
              host(dout),
              host(saved),
              host(mean),
              host(rstd),
              host(x),
              host(w),
              host(gamma),
              host(beta));
      return;
    }
    new BlockBackward(pool, g, host(dout), host(saved), host(x), host(w))
        .run(
            host(dx),
            host(dw),
            host(dgamma),
            host(dbeta),
            host(mean),
            host(rstd),
            host(x),
            host(w),
            host(gamma),
            host(beta));
  }

  @Override
  public void avgPool2d(Buffer y, Buffer x, PoolGeometry g) {
    Pool.average(pool, host(y), host(x), g);
  }

  @Override
  public void avgPool2dBackward(Buffer dx, Buffer dy, PoolGeometry g) {
    Pool.averageBackward(pool, host(dx), host(dy), g);
  }

  // ---- normalisation ----

  @Override
  public void batchNormTraining(
      Buffer y,
      Buffer mean,
      Buffer rstd,
      Buffer runningMean,
      Buffer runningVar,
      Buffer x,
      Buffer gamma,
      Buffer beta,
      float momentum,
      float eps,
      int rows,
      int cols) {
    BatchNorm.training(
        pool,
        host(y),
        host(mean),
        host(rstd),
        host(runningMean),
        host(runningVar),
        host(x),
        host(gamma),
        host(beta),
        momentum,
        eps,
        rows,
        cols);
  }

  @Override
  public void batchNormInference(
      Buffer y,
      Buffer rstd,
      Buffer x,
      Buffer runningMean,
      Buffer runningVar,
      Buffer gamma,
      Buffer beta,
      float eps,
      int rows,
      int cols) {
    BatchNorm.inference(
        pool,
        host(y),
        host(rstd),
        host(x),
        host(runningMean),
        host(runningVar),
        host(gamma),
        host(beta),
        eps,
        rows,
        cols);
  }

  @Override
  public void batchNormBackward(
      Buffer dx,
      Buffer dgamma,
      Buffer dbeta,
      Buffer dy,
      Buffer x,
      Buffer mean,
      Buffer rstd,
      Buffer gamma,
      boolean batchStatistics,
      int rows,
      int cols) {
    BatchNorm.backward(
        pool,
        host(dx),
        host(dgamma),
        host(dbeta),
        host(dy),
        host(x),
        host(mean),
        host(rstd),
        host(gamma),
        batchStatistics,
        rows,
        cols);
  }

  @Override
  public void layerNorm(
      Buffer y,
      Buffer mean,
      Buffer rstd,
      Buffer x,
      Buffer gamma,
      Buffer beta,
      float eps,
      int rows,
      int cols) {
    LayerNorm.forward(
        pool, host(y), host(mean), host(rstd), host(x), host(gamma), host(beta), eps, rows, cols);
  }

  @Override
  public void layerNormBackward(
      Buffer dx,
      Buffer dgamma,
      Buffer dbeta,
      Buffer dy,
      Buffer x,
      Buffer mean,
      Buffer rstd,
      Buffer gamma,
      int rows,
      int cols) {
    LayerNorm.backward(
        pool,
        host(dx),
        host(dgamma),
        host(dbeta),
        host(dy),
        host(x),
        host(mean),
        host(rstd),
        host(gamma),
        rows,
        cols);
  }

  // ---- softmax, recurrence and optimiser ----

  @Override
  public void softmax(Buffer y, Buffer x, int rows, int cols) {
    Softmax.forward(pool, host(y), host(x), rows, cols);
  }

  @Override
  public void softmaxBackward(Buffer dx, Buffer dy, Buffer y, int rows, int cols) {
    Softmax.backward(pool, host(dx), host(dy), host(y), rows, cols);
  }

  @Override
  public void lstmSequence(
      Buffer out, Buffer gates, Buffer cells, Buffer previous, Buffer weightHh, LstmGeometry g) {
    Lstm.forward(pool, host(out), host(gates), host(cells), host(previous), host(weightHh), g);
  }

  @Override
  public void lstmSequenceBackward(
      Buffer dgates, Buffer dout, Buffer gates, Buffer cells, Buffer weightHh, LstmGeometry g) {
    Lstm.backward(pool, host(dgates), host(dout), host(gates), host(cells), host(weightHh), g);
  }

  @Override
  public void adam(Buffer values, Buffer grads, Buffer m, Buffer v, AdamStep step, int n) {
    Elementwise.adam(pool, host(values), host(grads), host(m), host(v), step, n);
  }
}

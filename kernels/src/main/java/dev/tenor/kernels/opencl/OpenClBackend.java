package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.BlockGeometry;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.LstmGeometry;
import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.tensor.Shape;
import java.nio.file.Path;
import java.util.List;

/// Every primitive on an OpenCL device; see the package. Each call puts its kernels into the
/// device's queue and returns; [#download] and [#synchronize] wait.
///
/// Kernels keep their arguments and ops share scratch memory, so one op is put together at a time:
/// the methods are synchronized, and threads that share a backend take turns.
final class OpenClBackend implements Backend {
  private final ClContext context;
  private final ClResources cl;
  private final ClStaging staging;
  private final ClMove move;
  private final ClElementwise elementwise;
  private final ClReduce reduce;
  private final ClGemm gemm;
  private final ClConv conv;
  private final ClPool pool;
  private final ClNorm norm;
  private final ClBlock block;
  private final ClSoftmax softmax;
  private final ClAttention attention;
  private final ClLstm lstm;
  private final ClAdam adam;
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
    this.context = context;
    cl = new ClResources(context, new ClBinaryCache(programs), tuning);
    staging = new ClStaging(context);
    move = new ClMove(cl);
    elementwise = new ClElementwise(cl);
    reduce = new ClReduce(cl);
    ClPack pack = new ClPack(cl);
    gemm = new ClGemm(cl, pack);
    conv = new ClConv(cl, pack, reduce, move);
    pool = new ClPool(cl);
    norm = new ClNorm(cl, reduce);
    block = new ClBlock(cl, conv, norm);
    softmax = new ClSoftmax(cl, reduce);
    attention = new ClAttention(cl);
    lstm = new ClLstm(cl, pack);
    adam = new ClAdam(cl);
  }

  @Override
  public String name() {
    return OpenClProvider.NAME;
  }

  @Override
  public String device() {
    return context.device().describe();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      staging.close();
      cl.close();
      context.close();
    }
  }

  @Override
  public synchronized boolean startKernelProfile() {
    context.startProfile();
    return true;
  }

  @Override
  public synchronized List<String> kernelProfile() {
    return context.profile() == null ? List.of() : context.profile().lines();
  }

  // ---- memory ----

  @Override
  public synchronized Buffer allocate(int length) {
    return context.buffer(length);
  }

  @Override
  public synchronized void release(Buffer buffer) {
    context.release(((ClBuffer) buffer).memory());
  }

  @Override
  public synchronized void upload(Buffer dst, float[] src, int offset, int length) {
    staging.upload((ClBuffer) dst, src, offset, length);
  }

  @Override
  public synchronized void download(float[] dst, int offset, Buffer src, int length) {
    staging.download(dst, offset, (ClBuffer) src, length);
  }

  @Override
  public synchronized void copy(Buffer dst, Buffer src, int n) {
    move.copy((ClBuffer) dst, (ClBuffer) src, n);
  }

  @Override
  public synchronized void fill(Buffer dst, float value, int n) {
    move.fill((ClBuffer) dst, value, n);
  }

  @Override
  public synchronized void copyRows(
      Buffer dst, int dstStride, Buffer src, int srcStride, int rows, int cols) {
    move.copyRows(dst, dstStride, src, srcStride, rows, cols);
  }

  @Override
  public synchronized void permute(Buffer y, Buffer x, Shape shape, int[] axes) {
    move.permute(y, x, shape, axes);
  }

  @Override
  public synchronized void synchronize() {
    context.finish();
  }

  // ---- elementwise ----

  @Override
  public synchronized void unary(UnaryFn fn, Buffer y, Buffer x, int n) {
    elementwise.unary(fn, y, x, n);
  }

  @Override
  public synchronized void unaryBackward(
      UnaryFn fn, Buffer dx, Buffer dy, Buffer x, Buffer y, int n) {
    elementwise.unaryBackward(fn, dx, dy, x, y, n);
  }

  @Override
  public synchronized void binary(BinaryFn fn, Buffer y, Buffer a, Buffer b, int n) {
    elementwise.binary(fn, y, a, b, n);
  }

  @Override
  public synchronized void binaryBroadcast(
      BinaryFn fn, Buffer y, Buffer a, Buffer b, int outer, int axis, int inner) {
    elementwise.binaryBroadcast(fn, y, a, b, outer, axis, inner);
  }

  @Override
  public synchronized void scale(Buffer y, Buffer x, float alpha, int n) {
    elementwise.scale(y, x, alpha, n);
  }

  @Override
  public synchronized void axpy(Buffer y, float alpha, Buffer x, int n) {
    elementwise.axpy(y, alpha, x, n);
  }

  @Override
  public synchronized void dropout(Buffer y, Buffer x, float p, long seed, long stream, int n) {
    elementwise.dropout(y, x, p, seed, stream, n);
  }

  // ---- reductions ----

  @Override
  public synchronized void sumAxis(
      Buffer y, Buffer x, int outer, int axis, int inner, float scale, boolean accumulate) {
    reduce.sumAxis(y, x, outer, axis, inner, scale, accumulate);
  }

  @Override
  public synchronized void expandAxis(
      Buffer y, Buffer x, int outer, int axis, int inner, float scale) {
    reduce.expandAxis(y, x, outer, axis, inner, scale);
  }

  @Override
  public synchronized void sumOfSquares(Buffer y, Buffer x, int n) {
    reduce.sumOfSquares(y, x, n);
  }

  // ---- matrix products and convolution ----

  @Override
  public synchronized void gemm(
      GemmGeometry g, Buffer c, Buffer a, Buffer b, float alpha, float beta) {
    gemm.gemm(g, c, a, b, null, alpha, beta);
  }

  @Override
  public synchronized void linear(Buffer y, Buffer x, Buffer w, Buffer bias, int m, int n, int k) {
    gemm.gemm(GemmGeometry.of(false, true, m, n, k), y, x, w, bias, 1, 0);
  }

  @Override
  public synchronized void conv2d(Buffer y, Buffer x, Buffer w, Buffer bias, ConvGeometry g) {
    conv.forward(y, x, w, bias, g);
  }

  @Override
  public synchronized void conv2dBackwardData(Buffer dx, Buffer dy, Buffer w, ConvGeometry g) {
    conv.backwardData(dx, dy, w, g);
  }

  @Override
  public synchronized void conv2dBackwardWeightAccumulate(
      Buffer dw, Buffer dy, Buffer x, ConvGeometry g) {
    conv.backwardWeightAccumulate(dw, dy, x, g);
  }

  @Override
  public synchronized void avgPool2d(Buffer y, Buffer x, PoolGeometry g) {
    pool.average(y, x, g);
  }

  @Override
  public synchronized void avgPool2dBackward(Buffer dx, Buffer dy, PoolGeometry g) {
    pool.averageBackward(dx, dy, g);
  }

  @Override
  public synchronized void maxPool2d(Buffer y, Buffer index, Buffer x, PoolGeometry g) {
    pool.max(y, index, x, g);
  }

  @Override
  public synchronized void maxPool2dBackward(Buffer dx, Buffer dy, Buffer index, PoolGeometry g) {
    pool.maxBackward(dx, dy, index, g);
  }

  // ---- normalisation ----

  @Override
  public synchronized void batchNormTraining(
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
    norm.statistics(mean, rstd, runningMean, runningVar, x, momentum, eps, rows, cols);
    norm.normalizeColumns(y, x, mean, rstd, gamma, beta, rows, cols);
  }

  @Override
  public synchronized void batchNormInference(
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
    norm.inverseDeviation(rstd, runningVar, eps, cols);
    norm.normalizeColumns(y, x, runningMean, rstd, gamma, beta, rows, cols);
  }

  @Override
  public synchronized void batchNormBackward(
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
    norm.batchBackward(dx, dgamma, dbeta, dy, x, mean, rstd, gamma, batchStatistics, rows, cols);
  }

  @Override
  public synchronized void layerNorm(
      Buffer y,
      Buffer mean,
      Buffer rstd,
      Buffer x,
      Buffer gamma,
      Buffer beta,
      float eps,
      int rows,
      int cols) {
    norm.layer(y, mean, rstd, x, gamma, beta, eps, rows, cols);
  }

  @Override
  public synchronized void layerNormBackward(
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
    norm.layerBackward(dx, dgamma, dbeta, dy, x, mean, rstd, gamma, rows, cols);
  }

  // ---- convolution blocks ----

  @Override
  public synchronized void blockTraining(
      Buffer out,
      Buffer z,
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
    block.training(out, z, mean, rstd, runningMean, runningVar, x, w, bias, gamma, beta, g);
  }

  @Override
  public synchronized void blockInference(
      Buffer out,
      Buffer x,
      Buffer w,
      Buffer bias,
      Buffer gamma,
      Buffer beta,
      Buffer runningMean,
      Buffer runningVar,
      BlockGeometry g) {
    block.inference(out, x, w, bias, gamma, beta, runningMean, runningVar, g);
  }

  @Override
  public synchronized void blockBackward(
      Buffer dx,
      Buffer dw,
      Buffer dgamma,
      Buffer dbeta,
      Buffer dout,
      Buffer z,
      Buffer mean,
      Buffer rstd,
      Buffer x,
      Buffer w,
      Buffer gamma,
      Buffer beta,
      BlockGeometry g) {
    block.backward(dx, dw, dgamma, dbeta, dout, z, mean, rstd, x, w, gamma, beta, g);
  }

  // ---- softmax and loss ----

  @Override
  public synchronized void attention(
      Buffer out, Buffer probs, Buffer q, Buffer k, Buffer v, Buffer mask, AttentionGeometry g) {
    if (attention.fits(g)) {
      attention.forward(out, probs, q, k, v, mask, g);
    } else {
      Backend.super.attention(out, probs, q, k, v, mask, g);
    }
  }

  @Override
  public synchronized void attentionBackward(
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
    if (attention.fits(g)) {
      attention.backward(dq, dk, dv, dout, probs, q, k, v, scratch, g);
    } else {
      Backend.super.attentionBackward(dq, dk, dv, dout, probs, q, k, v, scratch, g);
    }
  }

  @Override
  public synchronized void softmax(Buffer y, Buffer x, int rows, int cols) {
    softmax.forward(y, x, rows, cols);
  }

  @Override
  public synchronized void softmaxBackward(Buffer dx, Buffer dy, Buffer y, int rows, int cols) {
    softmax.backward(dx, dy, y, rows, cols);
  }

  @Override
  public synchronized void logSoftmax(Buffer y, Buffer x, int rows, int cols) {
    softmax.logForward(y, x, rows, cols);
  }

  @Override
  public synchronized void logSoftmaxBackward(Buffer dx, Buffer dy, Buffer y, int rows, int cols) {
    softmax.logBackward(dx, dy, y, rows, cols);
  }

  @Override
  public synchronized void crossEntropy(
      Buffer loss, Buffer probs, Buffer x, Buffer labels, int rows, int cols) {
    softmax.crossEntropy(loss, probs, x, labels, rows, cols);
  }

  @Override
  public synchronized void crossEntropyBackward(
      Buffer dx, Buffer dloss, Buffer probs, Buffer labels, int rows, int cols) {
    softmax.crossEntropyBackward(dx, dloss, probs, labels, rows, cols);
  }

  // ---- recurrence and optimiser ----

  @Override
  public synchronized void lstmSequence(
      Buffer out, Buffer gates, Buffer cells, Buffer previous, Buffer weightHh, LstmGeometry g) {
    lstm.forward((ClBuffer) out, gates, cells, previous, weightHh, g);
  }

  @Override
  public synchronized void lstmSequenceBackward(
      Buffer dgates, Buffer dout, Buffer gates, Buffer cells, Buffer weightHh, LstmGeometry g) {
    lstm.backward(dgates, (ClBuffer) dout, gates, cells, weightHh, g);
  }

  @Override
  public synchronized void adam(
      Buffer values, Buffer grads, Buffer m, Buffer v, AdamStep step, int n) {
    adam.step(values, grads, m, v, step, n);
  }
}

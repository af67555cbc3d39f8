package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.BlockGeometry;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.LstmGeometry;
import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.tensor.Shape;

/// Every primitive as a plain loop over Java arrays; see the package.
public class ScalarBackend extends HostBackend {
  /// The name users know this backend by.
  public static final String NAME = "scalar";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String device() {
    return "plain Java loops, 1 thread";
  }

  // ---- memory ----

  @Override
  public void permute(Buffer y, Buffer x, Shape shape, int[] axes) {
    ScalarMove.permute(host(y), host(x), shape, axes);
  }

  // ---- elementwise ----

  @Override
  public void unary(UnaryFn fn, Buffer y, Buffer x, int n) {
    ScalarElementwise.unary(fn, host(y), host(x), n);
  }

  @Override
  public void unaryBackward(UnaryFn fn, Buffer dx, Buffer dy, Buffer x, Buffer y, int n) {
    ScalarElementwise.unaryBackward(fn, host(dx), host(dy), host(x), host(y), n);
  }

  @Override
  public void binary(BinaryFn fn, Buffer y, Buffer a, Buffer b, int n) {
    ScalarElementwise.binaryBroadcast(fn, host(y), host(a), host(b), 1, 1, n);
  }

  @Override
  public void binaryBroadcast(
      BinaryFn fn, Buffer y, Buffer a, Buffer b, int outer, int axis, int inner) {
    ScalarElementwise.binaryBroadcast(fn, host(y), host(a), host(b), outer, axis, inner);
  }

  @Override
  public void scale(Buffer y, Buffer x, float alpha, int n) {
    HostBuffer to = host(y);
    HostBuffer from = host(x);
    for (int i = 0; i < n; i++) {
      to.set(i, alpha * from.get(i));
    }
  }

  @Override
  public void axpy(Buffer y, float alpha, Buffer x, int n) {
    HostBuffer to = host(y);
    HostBuffer from = host(x);
    for (int i = 0; i < n; i++) {
      to.add(i, (double) alpha * from.get(i));
    }
  }

  @Override
  public void dropout(Buffer y, Buffer x, float p, long seed, long stream, int n) {
    ScalarElementwise.dropout(host(y), host(x), p, seed, stream, n);
  }

  // ---- reductions ----

  @Override
  public void sumAxis(
      Buffer y, Buffer x, int outer, int axis, int inner, float scale, boolean accumulate) {
    ScalarReduce.sumAxis(host(y), host(x), outer, axis, inner, scale, accumulate);
  }

  @Override
  public void expandAxis(Buffer y, Buffer x, int outer, int axis, int inner, float scale) {
    ScalarReduce.expandAxis(host(y), host(x), outer, axis, inner, scale);
  }

  @Override
  public void sumOfSquares(Buffer y, Buffer x, int n) {
    host(y).set(0, ScalarReduce.sumOfSquares(host(x), n));
  }

  // ---- matrix products and convolution ----

  @Override
  public void gemm(GemmGeometry g, Buffer c, Buffer a, Buffer b, float alpha, float beta) {
    ScalarGemm.gemm(g, host(c), host(a), host(b), alpha, beta);
  }

  @Override
  public void conv2d(Buffer y, Buffer x, Buffer w, Buffer bias, ConvGeometry g) {
    ScalarConv.forward(host(y), host(x), host(w), host(bias), g);
  }

  @Override
  public void conv2dBackwardData(Buffer dx, Buffer dy, Buffer w, ConvGeometry g) {
    ScalarConv.backwardData(host(dx), host(dy), host(w), g);
  }

  @Override
  public void conv2dBackwardWeightAccumulate(Buffer dw, Buffer dy, Buffer x, ConvGeometry g) {
    ScalarConv.backwardWeightAccumulate(host(dw), host(dy), host(x), g);
  }

  @Override
  public void avgPool2d(Buffer y, Buffer x, PoolGeometry g) {
    ScalarPool.average(host(y), host(x), g);
  }

  @Override
  public void avgPool2dBackward(Buffer dx, Buffer dy, PoolGeometry g) {
    ScalarPool.averageBackward(host(dx), host(dy), g);
  }

  @Override
  public void maxPool2d(Buffer y, Buffer index, Buffer x, PoolGeometry g) {
    ScalarPool.max(host(y), host(index), host(x), g);
  }

  @Override
  public void maxPool2dBackward(Buffer dx, Buffer dy, Buffer index, PoolGeometry g) {
    ScalarPool.maxBackward(host(dx), host(dy), host(index), g);
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
    ScalarNorm.batchTraining(
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
    ScalarNorm.batchInference(
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
    ScalarNorm.batchBackward(
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
    ScalarNorm.layer(
        host(y), host(mean), host(rstd), host(x), host(gamma), host(beta), eps, rows, cols);
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
    ScalarNorm.layerBackward(
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

  // ---- convolution blocks ----

  @Override
  public void blockTraining(
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
    ScalarBlock.training(
        host(out),
        host(z),
        host(mean),
        host(rstd),
        host(runningMean),
        host(runningVar),
        host(x),
        host(w),
        host(bias),
        host(gamma),
        host(beta),
        g);
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
    ScalarBlock.inference(
        host(out),
        host(x),
        host(w),
        host(bias),
        host(gamma),
        host(beta),
        host(runningMean),
        host(runningVar),
        g);
  }

  @Override
  public void blockBackward(
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
    ScalarBlock.backward(
        host(dx),
        host(dw),
        host(dgamma),
        host(dbeta),
        host(dout),
        host(z),
        host(mean),
        host(rstd),
        host(x),
        host(w),
        host(gamma),
        host(beta),
        g);
  }

  // ---- softmax and loss ----

  @Override
  public void softmax(Buffer y, Buffer x, int rows, int cols) {
    ScalarSoftmax.forward(host(y), host(x), rows, cols);
  }

  @Override
  public void softmaxBackward(Buffer dx, Buffer dy, Buffer y, int rows, int cols) {
    ScalarSoftmax.backward(host(dx), host(dy), host(y), rows, cols);
  }

  @Override
  public void logSoftmax(Buffer y, Buffer x, int rows, int cols) {
    ScalarSoftmax.logForward(host(y), host(x), rows, cols);
  }

  @Override
  public void logSoftmaxBackward(Buffer dx, Buffer dy, Buffer y, int rows, int cols) {
    ScalarSoftmax.logBackward(host(dx), host(dy), host(y), rows, cols);
  }

  @Override
  public void crossEntropy(Buffer loss, Buffer probs, Buffer x, Buffer labels, int rows, int cols) {
    ScalarSoftmax.crossEntropy(host(loss), host(probs), host(x), host(labels), rows, cols);
  }

  @Override
  public void crossEntropyBackward(
      Buffer dx, Buffer dloss, Buffer probs, Buffer labels, int rows, int cols) {
    ScalarSoftmax.crossEntropyBackward(
        host(dx), host(dloss), host(probs), host(labels), rows, cols);
  }

  // ---- recurrence and optimiser ----

  @Override
  public void lstmSequence(
      Buffer out, Buffer gates, Buffer cells, Buffer previous, Buffer weightHh, LstmGeometry g) {
    ScalarLstm.forward(host(out), host(gates), host(cells), host(previous), host(weightHh), g);
  }

  @Override
  public void lstmSequenceBackward(
      Buffer dgates, Buffer dout, Buffer gates, Buffer cells, Buffer weightHh, LstmGeometry g) {
    ScalarLstm.backward(host(dgates), host(dout), host(gates), host(cells), host(weightHh), g);
  }

  @Override
  public void adam(Buffer values, Buffer grads, Buffer m, Buffer v, AdamStep step, int n) {
    ScalarAdam.step(host(values), host(grads), host(m), host(v), step, n);
  }
}

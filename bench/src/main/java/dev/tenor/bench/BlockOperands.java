package dev.tenor.bench;

import static dev.tenor.bench.BackendBenchmark.downloaded;
import static dev.tenor.bench.BackendBenchmark.uploaded;
import static dev.tenor.bench.BackendBenchmark.zeros;
import static dev.tenor.bench.Verified.normal;
import static dev.tenor.bench.Verified.requireClose;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvBlockGeometry;
import java.util.Arrays;

/// The tensors of a convolution block on one backend.
final class BlockOperands {
  private final Backend backend;
  private final ConvBlockGeometry g;
  private final Buffer x;
  private final Buffer w;
  private final Buffer bias;
  private final Buffer gamma;
  private final Buffer beta;
  private final Buffer runningMean;
  private final Buffer runningVar;
  private final Buffer dout;
  private final Buffer out;
  private final Buffer saved;
  private final Buffer mean;
  private final Buffer rstd;
  private final Buffer dx;
  private final Buffer dw;
  private final Buffer dgamma;
  private final Buffer dbeta;

  /// @param inputGradient whether backward computes dx: the first block of a network does not
  BlockOperands(Backend backend, ConvBlockGeometry g, boolean inputGradient) {
    this.backend = backend;
    this.g = g;
    int channels = g.channels();
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    x = uploaded(backend, normal("block x", PaperBlocks.inputs(g.conv())));
    w = uploaded(backend, normal("block w", PaperBlocks.weights(g.conv())));
    bias = uploaded(backend, normal("block bias", channels));
    gamma = uploaded(backend, ones);
    beta = uploaded(backend, normal("block beta", channels));
    runningMean = zeros(backend, channels);
    runningVar = uploaded(backend, ones);
    dout = uploaded(backend, normal("block dout", g.outputs()));
    out = zeros(backend, g.outputs());
    saved = zeros(backend, backend.convBlock().savedLength(g));
    mean = zeros(backend, channels);
    rstd = zeros(backend, channels);
    dx = inputGradient ? zeros(backend, PaperBlocks.inputs(g.conv())) : null;
    dw = zeros(backend, PaperBlocks.weights(g.conv()));
    dgamma = zeros(backend, channels);
    dbeta = zeros(backend, channels);
  }

  void training() {
    backend
        .convBlock()
        .training(out, saved, mean, rstd, runningMean, runningVar, x, w, bias, gamma, beta, g);
  }

  void backward() {
    backend
        .convBlock()
        .backward(dx, dw, dgamma, dbeta, dout, saved, mean, rstd, x, w, gamma, beta, g);
  }

  void inference() {
    backend.convBlock().inference(out, x, w, bias, gamma, beta, runningMean, runningVar, g);
  }

  /// Runs all three here and on the reference.
  void requireSameAs(BlockOperands reference) {
    training();
    reference.training();
    same("training", out, reference, reference.out);
    backward();
    reference.backward();
    if (dx != null) {
      same("dx", dx, reference, reference.dx);
    }
    same("dw", dw, reference, reference.dw);
    same("dgamma", dgamma, reference, reference.dgamma);
    same("dbeta", dbeta, reference, reference.dbeta);
    inference();
    reference.inference();
    same("inference", out, reference, reference.out);
  }

  private void same(String what, Buffer actual, BlockOperands reference, Buffer expected) {
    requireClose(
        "block " + what,
        downloaded(backend, actual),
        downloaded(reference.backend, expected),
        1e-9);
  }
}

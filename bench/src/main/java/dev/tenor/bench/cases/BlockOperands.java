package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvBlockGeometry;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The tensors of a convolution block on one backend.
public final class BlockOperands implements AutoCloseable {
  private final Backend backend;
  private final Operands operands;
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
  public BlockOperands(Backend backend, ConvBlockGeometry g, boolean inputGradient) {
    this.backend = backend;
    operands = new Operands(backend);
    this.g = g;
    int channels = g.channels();
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    x = operands.normal("block x", PaperBlocks.inputs(g.conv()));
    w = operands.normal("block w", PaperBlocks.weights(g.conv()));
    bias = operands.normal("block bias", channels);
    gamma = operands.of(ones);
    beta = operands.normal("block beta", channels);
    runningMean = operands.filled(0, channels);
    runningVar = operands.of(ones);
    dout = operands.normal("block dout", g.outputs());
    out = operands.filled(0, g.outputs());
    saved = operands.filled(0, backend.convBlock().savedLength(g));
    mean = operands.filled(0, channels);
    rstd = operands.filled(0, channels);
    dx = inputGradient ? operands.filled(0, PaperBlocks.inputs(g.conv())) : null;
    dw = operands.filled(0, PaperBlocks.weights(g.conv()));
    dgamma = operands.filled(0, channels);
    dbeta = operands.filled(0, channels);
  }

  public void training() {
    backend
        .convBlock()
        .training(out, saved, mean, rstd, runningMean, runningVar, x, w, bias, gamma, beta, g);
  }

  public void backward() {
    backend
        .convBlock()
        .backward(dx, dw, dgamma, dbeta, dout, saved, mean, rstd, x, w, gamma, beta, g);
  }

  public void inference() {
    backend.convBlock().inference(out, x, w, bias, gamma, beta, runningMean, runningVar, g);
  }

  /// The block's output.
  public float[] out() {
    return downloaded(out);
  }

  /// What [#backward] computed.
  public Map<String, float[]> gradients() {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    if (dx != null) {
      gradients.put("dx", downloaded(dx));
    }
    gradients.put("dw", downloaded(dw));
    gradients.put("dgamma", downloaded(dgamma));
    gradients.put("dbeta", downloaded(dbeta));
    return gradients;
  }

  private float[] downloaded(Buffer buffer) {
    float[] values = new float[buffer.length()];
    backend.memory().download(values, 0, buffer, values.length);
    return values;
  }

  @Override
  public void close() {
    operands.close();
  }
}

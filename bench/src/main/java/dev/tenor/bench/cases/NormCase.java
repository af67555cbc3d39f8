package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.GroupGeometry;
import java.util.Map;

/// A norm of x [batch, places, channels], in training, or its gradient: over all places (`batch`),
/// over the channels of each (`layer`, `rms`), or over groups of channels of an image (`group`).
record NormCase(String norm, boolean backward, int batch, int places, int channels)
    implements Case {
  private static final int GROUPS = 8;
  private static final float EPS = 1e-5f;

  @Override
  public String family() {
    return "norm";
  }

  @Override
  public String name() {
    return norm + (backward ? " gradient" : "");
  }

  @Override
  public Map<String, String> shape() {
    return Case.shape("batch", batch, "places", places, "channels", channels);
  }

  private int numel() {
    return batch * places * channels;
  }

  /// About five operations an element forward and nine backward; what exactly differs a little.
  @Override
  public double flop() {
    return (backward ? 9.0 : 5.0) * numel();
  }

  @Override
  public double bytes() {
    return 4.0 * ((backward ? 3.0 : 2.0) * numel());
  }

  private Buffer statistics(Operands o, float value) {
    int most = Math.max(Math.max(batch * places, channels), batch * GROUPS);
    return o.filled(value, most);
  }

  @Override
  public Work prepare(Backend backend) {
    return backward ? prepareBackward(backend) : prepareForward(backend);
  }

  private Work prepareForward(Backend b) {
    int rows = batch * places;
    int cols = channels;
    GroupGeometry g = new GroupGeometry(batch, places, channels, GROUPS);
    Operands o = new Operands(b);
    Buffer x = o.normal("norm x", numel());
    Buffer gamma = o.normal("norm gamma", cols);
    Buffer beta = o.normal("norm beta", cols);
    Buffer mean = statistics(o, 0);
    Buffer rstd = statistics(o, 1);
    Buffer means = o.filled(0, cols); // the running ones of batch norm
    Buffer vars = o.filled(1, cols);
    Buffer y = o.output("y", numel());
    return o.work(
        switch (norm) {
          case "batch" ->
              () ->
                  b.batchNorm()
                      .training(y, mean, rstd, means, vars, x, gamma, beta, 0.1f, EPS, rows, cols);
          case "layer" ->
              () -> b.layerNorm().forward(y, mean, rstd, x, gamma, beta, EPS, rows, cols);
          case "group" -> () -> b.groupNorm().forward(y, mean, rstd, x, gamma, beta, EPS, g);
          case "rms" -> () -> b.rmsNorm().forward(y, rstd, x, gamma, EPS, rows, cols);
          default -> throw new IllegalArgumentException("there is no norm '" + norm + "'");
        });
  }

  private Work prepareBackward(Backend b) {
    int rows = batch * places;
    int cols = channels;
    GroupGeometry g = new GroupGeometry(batch, places, channels, GROUPS);
    Operands o = new Operands(b);
    Buffer x = o.normal("norm x", numel());
    Buffer dy = o.normal("norm dy", numel());
    Buffer gamma = o.normal("norm gamma", cols);
    Buffer mean = statistics(o, 0);
    Buffer rstd = statistics(o, 1);
    Buffer dx = o.output("dx", numel());
    Buffer dgamma = o.output("dgamma", cols);
    Buffer dbeta = o.filled(0, cols);
    return o.work(
        switch (norm) {
          case "batch" ->
              () ->
                  b.batchNorm()
                      .backward(dx, dgamma, dbeta, dy, x, mean, rstd, gamma, true, rows, cols);
          case "layer" ->
              () -> b.layerNorm().backward(dx, dgamma, dbeta, dy, x, mean, rstd, gamma, rows, cols);
          case "group" ->
              () -> b.groupNorm().backward(dx, dgamma, dbeta, dy, x, mean, rstd, gamma, g);
          case "rms" -> () -> b.rmsNorm().backward(dx, dgamma, dy, x, rstd, gamma, rows, cols);
          default -> throw new IllegalArgumentException("there is no norm '" + norm + "'");
        });
  }
}

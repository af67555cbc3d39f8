package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import java.util.Map;

/// A copy of n floats between a Java array and a device.
///
/// @param name `upload` or `download`
record TransferCase(String name, int n) implements Case {
  @Override
  public String family() {
    return TRANSFER;
  }

  @Override
  public String kind() {
    return TRANSFER;
  }

  @Override
  public Map<String, String> shape() {
    return Case.shape("n", n);
  }

  @Override
  public double flop() {
    return 0;
  }

  @Override
  public double bytes() {
    return 4.0 * n;
  }

  @Override
  public double bound(String result) {
    return 0;
  }

  /// The other backends have their buffers in the heap.
  @Override
  public boolean runsOn(String engine) {
    return engine.equals("opencl");
  }

  @Override
  public Work prepare(Backend backend) {
    float[] host = Operands.values("transfer", n);
    Operands o = new Operands(backend);
    Buffer device = o.output("values", o.of(host));
    return o.work(
        name.equals("upload")
            ? () -> backend.memory().upload(device, host, 0, n)
            : () -> backend.memory().download(host, 0, device, n));
  }
}

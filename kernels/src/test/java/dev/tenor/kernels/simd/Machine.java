package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/// A backend at work in a test: seeded inputs, and outputs to look at afterwards.
final class Machine {
  private final Backend backend;
  private final List<Buffer> outputs = new ArrayList<>();

  Machine(Backend backend) {
    this.backend = backend;
  }

  Backend backend() {
    return backend;
  }

  /// Normally distributed values around `mean`; the name decides which.
  static float[] random(String name, int n, float mean) {
    RandomStream random = RandomStream.of(7, name);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = mean + (float) random.nextGaussian();
    }
    return values;
  }

  Buffer input(float... values) {
    Buffer buffer = backend.memory().allocate(values.length);
    backend.memory().upload(buffer, values, 0, values.length);
    return buffer;
  }

  Buffer input(String name, int n) {
    return input(random(name, n, 0));
  }

  /// A buffer of random contents that a primitive writes or adds to.
  Buffer output(String name, int n) {
    Buffer buffer = input(random(name, n, 1));
    outputs.add(buffer);
    return buffer;
  }

  /// All outputs, one after the other.
  float[] outputs() {
    float[] all = new float[outputs.stream().mapToInt(Buffer::length).sum()];
    int at = 0;
    for (Buffer output : outputs) {
      backend.memory().download(all, at, output, output.length());
      at += output.length();
    }
    return all;
  }
}

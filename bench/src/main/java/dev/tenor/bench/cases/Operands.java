package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Buffers of a case, allocated and filled on a backend and given back together.
public final class Operands implements AutoCloseable {
  private final Backend backend;
  private final List<Buffer> all = new ArrayList<>();
  private final Map<String, Buffer> outputs = new LinkedHashMap<>();

  public Operands(Backend backend) {
    this.backend = backend;
  }

  /// Seeded standard normal numbers.
  ///
  /// @param name of the stream of random numbers
  public Buffer normal(String name, int n) {
    return of(values(name, n));
  }

  /// The values of [#normal].
  public static float[] values(String name, int n) {
    RandomStream random = RandomStream.of(1, name);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /// n times one value.
  public Buffer filled(float value, int n) {
    Buffer buffer = backend.memory().allocate(n);
    all.add(buffer);
    backend.memory().fill(buffer, value, n);
    return buffer;
  }

  public Buffer of(float... values) {
    Buffer buffer = backend.memory().allocate(values.length);
    all.add(buffer);
    backend.memory().upload(buffer, values, 0, values.length);
    return buffer;
  }

  /// Zeros, where a result will be that is compared.
  public Buffer output(String name, int n) {
    return output(name, filled(0, n));
  }

  /// Has an operand compared, too.
  public Buffer output(String name, Buffer buffer) {
    outputs.put(name, buffer);
    return buffer;
  }

  /// What runs on these operands.
  public Work work(Runnable run) {
    return new Kernel(run, null);
  }

  /// The same of what spoils its operands.
  ///
  /// @param restore makes them good again, before each run
  public Work work(Runnable run, Runnable restore) {
    return new Kernel(run, restore);
  }

  /// Gives the buffers back.
  @Override
  public void close() {
    all.forEach(backend.memory()::release);
    all.clear();
  }

  private final class Kernel implements Work {
    private final Runnable run;
    private final Runnable restore;

    Kernel(Runnable run, Runnable restore) {
      this.run = run;
      this.restore = restore;
    }

    @Override
    public void run() {
      run.run();
    }

    @Override
    public boolean restores() {
      return restore != null;
    }

    @Override
    public void restore() {
      if (restore != null) {
        restore.run();
      }
    }

    @Override
    public Map<String, float[]> results() {
      Map<String, float[]> results = new LinkedHashMap<>();
      outputs.forEach((name, buffer) -> {
        float[] values = new float[buffer.length()];
        backend.memory().download(values, 0, buffer, values.length);
        results.put(name, values);
      });
      return results;
    }

    @Override
    public void close() {
      Operands.this.close();
    }
  }
}

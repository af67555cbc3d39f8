package dev.tenor.bench;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;

/// A benchmark of something that runs on a backend, verified against the scalar one.
///
/// @param <T> what is run: built once on each of the two backends, from the same seeds
public abstract class BackendBenchmark<T> extends Verified {
  @Param("simd")
  String backend;

  private Backend opened;
  private T subject;

  @Override
  final void prepare() {
    opened = Backends.open(backend, threads());
    subject = build(opened);
  }

  @Override
  final void verify() {
    try (Backend scalar = new ScalarBackend()) {
      verify(subject, build(scalar));
    }
  }

  /// Allocates and fills the operands on a backend.
  abstract T build(Backend backend);

  /// Runs both and compares their results.
  abstract void verify(T actual, T expected);

  /// What is timed.
  final T subject() {
    return subject;
  }

  /// Waits until the backend has done what is timed.
  final void finish() {
    opened.memory().synchronize();
  }

  @TearDown(Level.Trial)
  public void close() {
    opened.close();
  }

  static Buffer uploaded(Backend backend, float[] values) {
    Buffer buffer = backend.memory().allocate(values.length);
    backend.memory().upload(buffer, values, 0, values.length);
    return buffer;
  }

  static Buffer zeros(Backend backend, int n) {
    return uploaded(backend, new float[n]);
  }

  static float[] downloaded(Backend backend, Buffer buffer) {
    float[] values = new float[buffer.length()];
    backend.memory().download(values, 0, buffer, values.length);
    return values;
  }
}

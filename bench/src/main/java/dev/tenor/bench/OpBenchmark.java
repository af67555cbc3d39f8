package dev.tenor.bench;

import dev.tenor.engine.autograd.OpProfile;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.tck.OpCase;
import dev.tenor.engine.tck.OpCases;
import dev.tenor.engine.tck.OpRun;
import dev.tenor.engine.tck.ResidentCase;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Every op case of the conformance suite, forward and backward, with the cost of the tape.
/// [BenchMain] replaces the parameter by the names of the cases that contain it.
@Warmup(time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class OpBenchmark extends BackendBenchmark<OpBenchmark.Operands> {
  @Param("")
  String op;

  @Param("1")
  int threads;

  /// A case and its inputs on one backend.
  static final class Operands {
    private final OpCase op;
    private final BufferPool pool;
    private final ResidentCase resident;

    Operands(OpCase op, Backend backend) {
      this.op = op;
      pool = new BufferPool(backend);
      resident = new ResidentCase(op, pool);
    }

    OpRun result() {
      return OpRun.of(op, pool);
    }
  }

  @Override
  int threads() {
    return threads;
  }

  @Override
  Operands build(Backend backend) {
    return new Operands(find(op), backend);
  }

  private static OpCase find(String name) {
    return OpCases.all().stream()
        .filter(c -> c.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no op case '" + name + "'"));
  }

  @Override
  void verify(Operands actual, Operands expected) {
    OpRun a = actual.result();
    OpRun e = expected.result();
    requireClose(op, a.output(), e.output(), actual.op.forwardBound());
    for (int i = 0; i < e.grads().length; i++) {
      if (e.grads()[i] != null) {
        requireClose(op + " grad " + i, a.grads()[i], e.grads()[i], actual.op.backwardBound());
      }
    }
    OpProfile profile = new OpProfile();
    actual.resident.run(profile);
    work(flop(profile), 0);
  }

  @Benchmark
  public void forwardAndBackward() {
    subject().resident.run(null);
    finish();
  }

  /// Gives the pool's buffers back before the backend closes.
  @TearDown
  public void closePool() {
    subject().pool.close();
  }
}

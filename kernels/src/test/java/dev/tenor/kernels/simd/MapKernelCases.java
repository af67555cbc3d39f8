package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Broadcast;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.IndexGeometry;
import java.util.List;

/// Primitives on operands that are repeated, on extremes and on elements by number. See
/// [KernelCase].
final class MapKernelCases {
  private static final int ROWS = 701;
  private static final int COLS = 103;
  private static final int N = ROWS * COLS;

  private MapKernelCases() {}

  static void addTo(List<KernelCase> cases) {
    int[] whole = {ROWS, COLS};
    Broadcast column = Broadcast.of(whole, whole, new int[] {ROWS, 1});
    Broadcast row = Broadcast.of(whole, new int[] {COLS}, whole);
    for (BinaryFn fn : BinaryFn.values()) {
      cases.add(new KernelCase(fn + " column", m -> binary(m, fn, column, N, ROWS)));
      cases.add(new KernelCase(fn + " row", m -> binary(m, fn, row, COLS, N)));
      if (!fn.isComparison()) {
        cases.add(new KernelCase(fn + " gradient a", m -> gradient(m, fn, 0, column, N, ROWS)));
        cases.add(new KernelCase(fn + " gradient b", m -> gradient(m, fn, 1, row, COLS, N)));
      }
    }
    cases.add(new KernelCase("choose", MapKernelCases::choose));
    cases.add(new KernelCase("clamp", MapKernelCases::clamp));
    for (int inner : new int[] {1, COLS}) {
      cases.add(new KernelCase("extreme " + inner, m -> extreme(m, inner)));
      cases.add(new KernelCase("cumulative sum " + inner, m -> cumulativeSum(m, inner)));
    }
    cases.add(new KernelCase("select rows", m -> select(m, false)));
    cases.add(new KernelCase("select rows backward", m -> select(m, true)));
  }

  private static Runnable binary(Machine m, BinaryFn fn, Broadcast g, int a, int b) {
    Buffer y = m.output("y", N);
    Buffer left = m.input("a", a);
    Buffer right = m.input("b", b);
    return () -> m.backend().elementwise().binaryStrided(fn, y, left, right, g);
  }

  private static Runnable gradient(Machine m, BinaryFn fn, int side, Broadcast g, int a, int b) {
    Buffer d = m.output("d", N);
    Buffer dy = m.input("dy", N);
    Buffer left = m.input("a", a);
    Buffer right = m.input("b", b);
    return () -> m.backend().elementwise().binaryGradient(fn, side, d, dy, left, right, g);
  }

  private static Runnable choose(Machine m) {
    int[] whole = {ROWS, COLS};
    Broadcast g = Broadcast.of(whole, new int[] {ROWS, 1}, whole, new int[] {1});
    Buffer y = m.output("y", N);
    Buffer mask = m.input("mask", ROWS);
    Buffer a = m.input("a", N);
    Buffer b = m.input("b", 1);
    return () -> m.backend().elementwise().choose(y, mask, a, b, g);
  }

  private static Runnable clamp(Machine m) {
    Buffer y = m.output("y", N);
    Buffer dx = m.output("dx", N);
    Buffer dy = m.input("dy", N);
    Buffer x = m.input("x", N);
    return () -> {
      m.backend().elementwise().clamp(y, x, -0.5f, 0.7f, N);
      m.backend().elementwise().clampBackward(dx, dy, x, -0.5f, 0.7f, N);
    };
  }

  private static Runnable extreme(Machine m, int inner) {
    int outer = inner == 1 ? ROWS : 1;
    int axis = N / outer / inner;
    Buffer y = m.output("y", outer * inner);
    Buffer place = m.output("place", outer * inner);
    Buffer x = m.input("x", N);
    return () -> m.backend().reductions().extreme(y, place, x, true, outer, axis, inner);
  }

  private static Runnable cumulativeSum(Machine m, int inner) {
    int outer = inner == 1 ? ROWS : 1;
    int axis = N / outer / inner;
    Buffer y = m.output("y", N);
    Buffer x = m.input("x", N);
    return () -> m.backend().reductions().cumulativeSum(y, x, outer, axis, inner, true);
  }

  private static Runnable select(Machine m, boolean backward) {
    IndexGeometry g = new IndexGeometry(1, 97, ROWS, COLS);
    float[] numbers = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      numbers[i] = i * 31 % 97;
    }
    Buffer ids = m.input(numbers);
    Buffer rows = m.input("rows", g.source());
    Buffer sum = m.output("sum", g.source());
    Buffer taken = m.output("taken", g.taken());
    return () -> {
      m.backend().indexing().select(taken, rows, ids, g);
      if (backward) {
        m.backend().memory().fill(sum, 0, g.source());
        m.backend().indexing().selectBackwardAccumulate(sum, taken, ids, g);
      }
    };
  }
}

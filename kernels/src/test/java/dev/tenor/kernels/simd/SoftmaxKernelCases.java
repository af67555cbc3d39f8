package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Buffer;
import java.util.List;

/// Softmax, its logarithm and cross-entropy. See [KernelCase].
final class SoftmaxKernelCases {
  private SoftmaxKernelCases() {}

  static void addTo(List<KernelCase> cases) {
    for (int[] s : new int[][] {{1900, 96}, {4096, 9}, {290, 313}}) {
      String size = s[0] + "x" + s[1];
      int n = s[0] * s[1];
      cases.add(
          new KernelCase(
              "softmax " + size,
              m -> {
                Buffer y = m.output("y", n);
                Buffer x = m.input("x", n);
                return () -> m.backend().softmax().forward(y, x, s[0], s[1]);
              }));
      cases.add(
          new KernelCase(
              "softmax backward " + size,
              m -> {
                Buffer dx = m.output("dx", n);
                Buffer dy = m.input("dy", n);
                Buffer y = m.input("y", n);
                return () -> m.backend().softmax().backward(dx, dy, y, s[0], s[1]);
              }));
      cases.add(
          new KernelCase(
              "log softmax " + size,
              m -> {
                Buffer y = m.output("y", n);
                Buffer x = m.input("x", n);
                return () -> m.backend().softmax().logForward(y, x, s[0], s[1]);
              }));
      cases.add(
          new KernelCase(
              "log softmax backward " + size,
              m -> {
                Buffer dx = m.output("dx", n);
                Buffer dy = m.input("dy", n);
                Buffer y = m.input("y", n);
                return () -> m.backend().softmax().logBackward(dx, dy, y, s[0], s[1]);
              }));
      cases.add(
          new KernelCase(
              "cross-entropy and its gradient " + size,
              m -> {
                Buffer loss = m.output("loss", 1);
                Buffer probs = m.output("probs", n);
                Buffer dx = m.output("dx", n);
                Buffer x = m.input("x", n);
                float[] numbers = new float[s[0]];
                for (int i = 0; i < numbers.length; i++) {
                  numbers[i] = i * 7 % s[1];
                }
                Buffer labels = m.input(numbers);
                return () -> {
                  m.backend().softmax().crossEntropy(loss, probs, x, labels, s[0], s[1]);
                  m.backend().softmax().crossEntropyBackward(dx, loss, probs, labels, s[0], s[1]);
                };
              }));
    }
  }
}

package dev.tenor.engine.tck;

import static dev.tenor.engine.tck.OpCase.Kind.CONSTANT;

import dev.tenor.engine.ops.Ops;
import java.util.Arrays;

/// Matrix products. See [OpCases].
final class ProductCases extends CaseList {
  @Override
  void fill() {
    products();
  }

  private void products() {
    int[][] sizes = {
      {1, 1, 1},
      {7, 13, 5},
      {4, 16, 8},
      {17, 9, 33},
      {5, 1, 31},
      {1, 48, 192},
      {103, 65, 67},
      {35, 530, 137}
    };
    for (int[] s : sizes) {
      String size = Arrays.toString(s);
      for (int t = 0; t < 4; t++) {
        boolean ta = (t & 1) != 0;
        boolean tb = (t & 2) != 0;
        add("matmul" + size + (ta ? " aT" : "") + (tb ? " bT" : ""), matmul(ta, tb))
            .variable(2, ta ? s[1] : s[0], ta ? s[0] : s[1])
            .variable(2, tb ? s[2] : s[1], tb ? s[1] : s[2]);
      }
      add("linear" + size, (p, in) -> Ops.linear(p, in[0], in[1], in[2]))
          .variable(s[0], s[1])
          .variable(s[2], s[1])
          .variable(s[2]);
    }
    add("matmul 5-D", matmul(false, false)).variable(2, 3, 2, 4, 5).variable(2, 3, 2, 5, 3);
    add("matmul inner 0", matmul(false, false)).variable(2, 3, 0).variable(2, 0, 4);
    add("matmul rows 0", matmul(false, false)).variable(0, 3).variable(3, 4).noGradientCheck();
    add("linear no bias", (p, in) -> Ops.linear(p, in[0], in[1], null))
        .variable(2, 3, 19)
        .variable(4, 19);
    add("linear constant input", (p, in) -> Ops.linear(p, in[0], in[1], in[2]))
        .in(CONSTANT, 3, 6)
        .variable(5, 6)
        .variable(5);
  }

  private static OpCase.Body matmul(boolean transA, boolean transB) {
    return (p, in) -> Ops.matmul(p, in[0], in[1], transA, transB);
  }
}

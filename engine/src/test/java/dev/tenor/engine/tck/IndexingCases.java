package dev.tenor.engine.tck;

import static dev.tenor.engine.tck.OpCase.Kind.IDS;
import static dev.tenor.engine.tck.OpCase.Kind.LABELS;

import dev.tenor.engine.ops.Indexing;

/// Ops that take elements by number. See [OpCases].
final class IndexingCases extends CaseList {
  @Override
  void fill() {
    embedding();
    select();
    gather();
  }

  private void embedding() {
    for (int[] ids : new int[][] {{1}, {19}, {3, 17}, {2, 3, 5}, {0}}) {
      add(
              "embedding " + ids.length + "-D of " + ids[0],
              (p, in) -> Indexing.embedding(p, in[0], in[1]))
          .variable(23, 9)
          .in(IDS, ids);
    }
    add("embedding, one row", (p, in) -> Indexing.embedding(p, in[0], in[1]))
        .variable(1, 1)
        .in(IDS, 7);
    add("embedding, many ids", (p, in) -> Indexing.embedding(p, in[0], in[1]))
        .variable(37, 33)
        .in(IDS, 1009);
    add("embedding, narrow, many ids", (p, in) -> Indexing.embedding(p, in[0], in[1]))
        .variable(37, 3)
        .in(IDS, 1009);
  }

  private void select() {
    for (int axis = 0; axis < 3; axis++) {
      int at = axis;
      add("index_select axis " + axis, (p, in) -> Indexing.indexSelect(p, in[0], at, in[1]))
          .variable(3, 5, 7)
          .in(IDS, 11);
    }
  }

  private void gather() {
    add("gather axis 0", (p, in) -> Indexing.gather(p, in[0], 0, in[1]))
        .variable(5, 3, 7)
        .in(IDS, 4, 3, 7);
    add("gather axis 1", (p, in) -> Indexing.gather(p, in[0], 1, in[1]))
        .variable(3, 7, 5)
        .in(IDS, 3, 9, 5);
    add("gather axis 2", (p, in) -> Indexing.gather(p, in[0], -1, in[1]))
        .variable(2, 3, 17)
        .in(LABELS, 2, 3, 4);
    add("gather axis 0, many ids", (p, in) -> Indexing.gather(p, in[0], 0, in[1]))
        .variable(37, 1)
        .in(IDS, 1009, 1);
    add("gather one", (p, in) -> Indexing.gather(p, in[0], 0, in[1])).variable(1).in(LABELS, 1);
  }
}

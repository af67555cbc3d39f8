package dev.tenor.engine.backend;

/// Elements by number, where the numbers (`ids`) are floats that hold integers. See [IndexGeometry]
/// for the sizes.
///
/// For a number outside 0 … axis − 1 (NaN included) a backend on the host throws [NumberException].
/// One that computes later does so at the next download or synchronisation; until then the element
/// is NaN and takes part in no gradient.
public interface Indexing<B extends Buffer> {
  /// y[o,j,i] = x[o, `ids[j]`, i]: whole rows of an axis, such as those of an embedding table.
  void select(B y, B x, B ids, IndexGeometry g);

  /// dx[o, `ids[j]`, i] += dy[o,j,i], in the order of j.
  void selectBackwardAccumulate(B dx, B dy, B ids, IndexGeometry g);

  /// y[o,j,i] = x[o, ids[o,j,i], i]: every element has a number of its own.
  void gather(B y, B x, B ids, IndexGeometry g);

  /// dx[o, ids[o,j,i], i] += dy[o,j,i], in the order of j.
  void gatherBackwardAccumulate(B dx, B dy, B ids, IndexGeometry g);
}

package dev.tenor.engine.backend;

/// Scaled dot-product attention of `heads` heads: queries [B, Tq, E], keys and values [B, Tk, E],
/// where head h owns columns h·D … (h+1)·D and E = heads·D. `maskBatch` says what mask there is: 0
/// none, 1 one [Tq, Tk] for all, otherwise B: one for each batch entry, [B, Tq, Tk].
///
/// @param token the distance between two tokens of the queries, keys and values, and of their
///   gradients: E, or 3·E where the three lie side by side in one tensor
/// @param causal whether query i sees no key after the i-th
/// @param dropout the probability with which a share drops out, by `key` and `stream` as in
///   [Elementwise#dropout]; 0 for none
public record AttentionGeometry(
    int batch,
    int queries,
    int keys,
    int heads,
    int headDim,
    int maskBatch,
    int token,
    boolean causal,
    float dropout,
    long key,
    long stream) {

  public int embed() {
    return heads * headDim;
  }

  public float scale() {
    return (float) (1 / Math.sqrt(headDim));
  }

  public int scores() {
    return batch * heads * queries * keys;
  }
}

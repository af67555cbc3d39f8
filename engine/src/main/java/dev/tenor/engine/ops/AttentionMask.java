package dev.tenor.engine.ops;

import dev.tenor.engine.tensor.Tensor;

/// Which keys a query sees. What is given holds together: with `causal` and `lengths` a query sees
/// the keys before it that are no padding. A query that sees none gets zeros.
///
/// @param causal whether query i sees the keys 0 … i alone, as in a decoder
/// @param lengths `[B]`, how many keys each batch entry has (those behind are padding); null for
///   all
/// @param scores [Tq,Tk] or [B,Tq,Tk], added to the scores: 0 keeps, −∞ hides; or null
public record AttentionMask(boolean causal, Tensor lengths, Tensor scores) {
  /// Every query sees every key.
  public static final AttentionMask NONE = new AttentionMask(false, null, null);

  /// A query sees no later key. Nothing is uploaded for it.
  public static final AttentionMask CAUSAL = new AttentionMask(true, null, null);

  /// `lengths` `[B]`: keys from there on are padding.
  public static AttentionMask lengths(Tensor lengths) {
    return new AttentionMask(false, lengths, null);
  }

  /// `scores` [Tq,Tk] or [B,Tq,Tk] is added to the scores.
  public static AttentionMask scores(Tensor scores) {
    return new AttentionMask(false, null, scores);
  }
}

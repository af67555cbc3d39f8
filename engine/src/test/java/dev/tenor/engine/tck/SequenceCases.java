package dev.tenor.engine.tck;

import static dev.tenor.engine.tck.OpCase.Kind.LENGTHS;
import static dev.tenor.engine.tck.OpCase.Kind.MASK;

import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.ops.Sequences;
import java.util.Arrays;

/// Attention and the LSTM; more of recurrent layers in [RecurrentCases]. See [OpCases].
final class SequenceCases extends CaseList {
  @Override
  void fill() {
    sequences();
    masks();
  }

  private void masks() {
    causal("attention causal", 2, 3, 7, 7, 10);
    causal("attention causal, more keys", 3, 2, 5, 11, 12);
    causal("attention causal, more queries", 1, 2, 39, 3, 5);
    causal("attention causal long", 2, 1, 70, 75, 18);
    causal("attention causal one key", 2, 3, 4, 1, 8);
    int[][] sizes = {{2, 5, 7, 7, 10}, {1, 4, 3, 45, 19}, {3, 5, 2, 1, 6}, {2, 6, 37, 4, 8}};
    for (int[] s : sizes) {
      String name = "attention lengths " + s[2] + " of " + s[3];
      masked(name, s[0], s[1], s[2], s[3], s[4], 0);
      masked(name + " causal and dropout", s[0], s[1], s[2], s[3], s[4], 0.3f);
    }
    masked("attention no queries", 2, 3, 0, 5, 8, 0);
    masked("attention no keys", 2, 3, 4, 0, 8, 0);
    int[][] packed = {{1, 1, 8}, {4, 9, 96}, {3, 66, 51}};
    for (int[] s : packed) {
      add(
              "self_attention causal with lengths " + s[1],
              (p, in) ->
                  Sequences.selfAttention(p, in[0], new AttentionMask(true, in[1], null), s[0], 0))
          .variable(3, s[1], 3 * s[2])
          .in(LENGTHS, 3);
    }
    add(
            "self_attention causal with mask and dropout",
            (p, in) ->
                Sequences.selfAttention(p, in[0], new AttentionMask(true, null, in[1]), 3, 0.5f))
        .variable(2, 13, 36)
        .in(MASK, 2, 13, 13);
  }

  private void causal(String name, int heads, int batch, int queries, int keys, int embed) {
    add(
            name,
            (p, in) -> Sequences.attention(p, in[0], in[1], in[2], AttentionMask.CAUSAL, heads, 0))
        .variable(batch, queries, embed)
        .variable(batch, keys, embed)
        .variable(batch, keys, embed);
  }

  /// Keys come first: the lengths are theirs.
  private void masked(
      String name, int heads, int batch, int queries, int keys, int embed, float dropout) {
    add(
            name,
            (p, in) -> {
              AttentionMask mask = new AttentionMask(dropout > 0, in[3], null);
              return Sequences.attention(p, in[1], in[0], in[2], mask, heads, dropout);
            })
        .variable(batch, keys, embed)
        .variable(batch, queries, embed)
        .variable(batch, keys, embed)
        .in(LENGTHS, batch);
  }

  private void sequences() {
    int[][] sizes = {{1, 1, 8}, {4, 9, 96}, {1, 3, 5}, {2, 7, 14}};
    for (int[] s : sizes) {
      int heads = s[0];
      attention("attention heads " + heads, heads, 3, s[1], s[1], s[2]);
    }
    attention("attention cross", 2, 2, 5, 3, 12);
    attention("attention long", 1, 1, 131, 70, 20);
    attention("attention one key", 3, 2, 4, 1, 15);
    add(
            "attention one masked key",
            (p, in) -> Sequences.attention(p, in[0], in[1], in[2], in[3], 2))
        .variable(3, 5, 8)
        .variable(3, 1, 8)
        .variable(3, 1, 8)
        .in(MASK, 3, 5, 1);
    attention("attention few tokens", 2, 3, 2, 4, 38);
    add("attention mask", (p, in) -> Sequences.attention(p, in[0], in[1], in[2], in[3], 2))
        .variable(3, 6, 8)
        .variable(3, 6, 8)
        .variable(3, 6, 8)
        .in(MASK, 6, 6);
    add("attention batch mask", (p, in) -> Sequences.attention(p, in[0], in[1], in[2], in[3], 3))
        .variable(2, 4, 12)
        .variable(2, 7, 12)
        .variable(2, 7, 12)
        .in(MASK, 2, 4, 7);
    int[][] packed = {{1, 1, 8}, {4, 1, 96}, {4, 9, 96}, {1, 3, 5}, {3, 66, 51}};
    for (int[] s : packed) {
      int heads = s[0];
      add(
              "self_attention heads " + heads + " of " + s[1] + " tokens",
              (p, in) -> Sequences.selfAttention(p, in[0], null, heads))
          .variable(2, s[1], 3 * s[2]);
    }
    add("self_attention mask", (p, in) -> Sequences.selfAttention(p, in[0], in[1], 2))
        .variable(3, 6, 24)
        .in(MASK, 6, 6);
    add("self_attention batch mask", (p, in) -> Sequences.selfAttention(p, in[0], in[1], 3))
        .variable(2, 4, 36)
        .in(MASK, 2, 4, 4);
    lstm("lstm", 5, 9, 20, 12, 1);
    lstm("lstm one step", 3, 1, 4, 1, 1);
    lstm("bilstm", 5, 9, 20, 12, 2);
    lstm("bilstm one utterance", 1, 4, 6, 17, 2);
    lstm("bilstm hidden 48", 2, 3, 128, 48, 2);
  }

  private void attention(String name, int heads, int batch, int queries, int keys, int embed) {
    add(name, (p, in) -> Sequences.attention(p, in[0], in[1], in[2], null, heads))
        .variable(batch, queries, embed)
        .variable(batch, keys, embed)
        .variable(batch, keys, embed);
  }

  private void lstm(String name, int batch, int time, int in, int hidden, int directions) {
    OpCase added =
        add(name, (p, x) -> Sequences.lstm(p, x[0], Arrays.copyOfRange(x, 1, x.length)))
            .variable(batch, time, in);
    for (int d = 0; d < directions; d++) {
      added.variable(4 * hidden, in).variable(4 * hidden, hidden);
      added.variable(4 * hidden).variable(4 * hidden);
    }
  }
}

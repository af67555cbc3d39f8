package dev.tenor.engine.tck;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.ops.RecurrentResult;
import dev.tenor.engine.ops.RecurrentState;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;

/// The cases of `golden/sequences.safetensors`, written by `golden_sequences.py`.
final class GoldenSequences extends GoldenTable {
  /// A recurrent layer from a state.
  @FunctionalInterface
  private interface Cell {
    RecurrentResult run(
        Pass pass, Tensor x, RecurrentState state, Tensor lengths, Tensor... parameters);
  }

  GoldenSequences() {
    super("sequences");
    masks();
    put("gru", (p, in) -> Sequences.gru(p, in[0], from1(in)));
    put("gru.both_ways", (p, in) -> Sequences.gru(p, in[0], from1(in)));
    put("rnnTanh", (p, in) -> Sequences.rnnTanh(p, in[0], from1(in)));
    put("rnnTanh.both_ways", (p, in) -> Sequences.rnnTanh(p, in[0], from1(in)));
    put("rnnRelu", (p, in) -> Sequences.rnnRelu(p, in[0], from1(in)));
    put("rnnRelu.both_ways", (p, in) -> Sequences.rnnRelu(p, in[0], from1(in)));
    states("lstm", 2, Sequences::lstm);
    states("gru", 1, Sequences::gru);
    states("rnnTanh", 1, Sequences::rnnTanh);
    states("rnnRelu", 1, Sequences::rnnRelu);
  }

  private void masks() {
    causal("causal", 2);
    causal("causal_cross", 3);
    causal("causal_long", 1);
    lengths("lengths", false);
    lengths("causal_lengths", true);
    put(
        "selfAttention.causal_lengths",
        (p, in) -> Sequences.selfAttention(p, in[0], new AttentionMask(true, in[1], null), 3, 0));
  }

  private void causal(String name, int heads) {
    put(
        "attention." + name,
        (p, in) -> Sequences.attention(p, in[0], in[1], in[2], AttentionMask.CAUSAL, heads, 0));
  }

  private void lengths(String name, boolean causal) {
    put(
        "attention." + name,
        (p, in) -> {
          AttentionMask mask = new AttentionMask(causal, in[3], null);
          return Sequences.attention(p, in[0], in[1], in[2], mask, 2, 0);
        });
  }

  private static Tensor[] from1(Tensor... in) {
    return Arrays.copyOfRange(in, 1, in.length);
  }

  /// Two directions, whose eight parameters the states follow.
  private void states(String name, int states, Cell cell) {
    put(
        name + ".state",
        (p, in) -> RecurrentCases.flat(p, cell.run(p, in[0], state(states, in), null, eight(in))));
    put(
        name + ".lengths",
        (p, in) -> RecurrentCases.flat(p, cell.run(p, in[0], null, in[9], eight(in))));
    put(
        name + ".state_and_lengths",
        (p, in) -> {
          Tensor lengths = in[9 + states];
          return RecurrentCases.flat(p, cell.run(p, in[0], state(states, in), lengths, eight(in)));
        });
  }

  private static RecurrentState state(int states, Tensor... in) {
    return new RecurrentState(in[9], states > 1 ? in[10] : null);
  }

  private static Tensor[] eight(Tensor... in) {
    return Arrays.copyOfRange(in, 1, 9);
  }
}

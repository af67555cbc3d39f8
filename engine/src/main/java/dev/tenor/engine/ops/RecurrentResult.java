package dev.tenor.engine.ops;

import dev.tenor.engine.tensor.Tensor;

/// What a recurrent layer gives.
///
/// @param out the hidden states [B,T,D·H], 0 behind a sequence's end
/// @param state the state after each sequence's last step (of the reverse direction: its first)
public record RecurrentResult(Tensor out, RecurrentState state) {}

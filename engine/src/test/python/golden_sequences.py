"""Writes src/test/resources/golden/sequences.safetensors: see golden_cases.py. The cases of a group
share one random stream: add new ones at its end.
"""
import numpy as np
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from golden_cases import Random, main
from golden_ops import attention, self_attention

GATES = {"lstm": 4, "gru": 3, "rnnTanh": 1, "rnnRelu": 1}


def hidden_keys(batch, queries, keys, causal=False, lengths=None):
    """−∞ where a query must not see a key."""
    mask = torch.zeros(batch, queries, keys, dtype=torch.float64)
    if causal:
        mask += torch.full((queries, keys), -np.inf, dtype=torch.float64).triu(1)
    if lengths is not None:
        for b, n in enumerate(lengths.long()):
            mask[b, :, n:] = -np.inf
    return mask


def causal(q, k, v, heads):
    return attention(q, k, v, hidden_keys(len(q), q.shape[1], k.shape[1], True), heads)


def padded(q, k, v, lengths, heads, also_causal=False):
    mask = hidden_keys(len(q), q.shape[1], k.shape[1], also_causal, lengths)
    return attention(q, k, v, mask, heads)


def masks(cases):
    r = Random("masks")
    for name, heads, queries, keys, embed in [
        ("causal", 2, 9, 9, 10), ("causal_cross", 3, 5, 8, 21), ("causal_long", 1, 70, 66, 12)
    ]:
        cases.add("attention." + name, lambda *t: causal(*t, heads),
                  r.normal(2, queries, embed), r.normal(2, keys, embed), r.normal(2, keys, embed))
    for name, also_causal in [("lengths", False), ("causal_lengths", True)]:
        lengths = ("c", np.array([4, 40, 1], np.float32))
        cases.add("attention." + name, lambda *t: padded(*t, 2, also_causal),
                  r.normal(3, 7, 12), r.normal(3, 40, 12), r.normal(3, 40, 12), lengths)
    lengths = ("c", np.array([5, 11], np.float32))
    cases.add("selfAttention.causal_lengths", lambda x, n: padded(*x.chunk(3, -1), n, 3, True),
              r.normal(2, 11, 45), lengths)


def recurrent(cell, x, parameters, state=None, lengths=None):
    """Output and last state of one layer, one after the other in a row."""
    function = {"lstm": torch._VF.lstm, "gru": torch._VF.gru, "rnnTanh": torch._VF.rnn_tanh,
                "rnnRelu": torch._VF.rnn_relu}[cell]
    directions = len(parameters) // 4
    if state is None:
        zeros = torch.zeros(directions, len(x), parameters[1].shape[1], dtype=torch.float64)
        state = [zeros, zeros] if cell == "lstm" else [zeros]
    if lengths is None:
        hx = tuple(state) if cell == "lstm" else state[0]
        y, *last = function(x, hx, parameters, True, 1, 0.0, True, directions == 2, True)
    else:
        p = pack_padded_sequence(x, lengths.long(), batch_first=True, enforce_sorted=False)
        state = [s[:, p.sorted_indices] for s in state]
        hx = tuple(state) if cell == "lstm" else state[0]
        y, *last = function(p.data, p.batch_sizes, hx, parameters, True, 1, 0.0, True,
                            directions == 2)
        packed = torch.nn.utils.rnn.PackedSequence(
            y, p.batch_sizes, p.sorted_indices, p.unsorted_indices)
        y, _ = pad_packed_sequence(packed, batch_first=True, total_length=x.shape[1])
        last = [s[:, p.unsorted_indices] for s in last]
    return y, torch.cat([t.reshape(-1) for t in (y, *last)])


def recurrences(cases):
    r = Random("recurrences")
    for cell, gates in GATES.items():
        for name, x, hidden, directions, initial, lengths in [
            ("", (3, 7, 5), 9, 1, False, None),
            (".both_ways", (2, 5, 20), 17, 2, False, None),
            (".state", (3, 4, 6), 8, 2, True, None),
            (".lengths", (4, 6, 3), 11, 2, False, [3, 6, 1, 5]),
            (".state_and_lengths", (9, 5, 4), 21, 2, True, [1, 5, 3, 2, 5, 4, 4, 1, 2]),
        ]:
            if cell == "lstm" and name in ("", ".both_ways"):
                continue  # among golden_ops.py's
            inputs = [r.normal(*x)]
            for shape in directions * [(gates * hidden, x[2]), (gates * hidden, hidden),
                                       (gates * hidden,), (gates * hidden,)]:
                inputs.append(r.normal(*shape, scale=hidden ** -0.5))
            states = 0 if not initial else 2 if cell == "lstm" else 1
            inputs += [r.normal(directions, x[0], hidden) for _ in range(states)]
            if lengths:
                inputs.append(("c", np.array(lengths, np.float32)))

            def run(x, *rest):
                n = 4 * directions
                y, flat = recurrent(cell, x, rest[:n], rest[n:n + states] or None,
                                    rest[-1] if lengths else None)
                return y if name in ("", ".both_ways") else flat

            cases.add(cell + name, run, *inputs)


if __name__ == "__main__":
    main(masks, recurrences)

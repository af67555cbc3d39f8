"""Writes src/test/resources/golden/sequence_layers.safetensors: whole layers by PyTorch, computed in
float64. The tensors of a case are CASE/state/NAME and CASE/grad/NAME for its parameters (PyTorch's
names), CASE/in0 … and CASE/grad_in0 … for its inputs, CASE/output and CASE/grad_output.
SequenceLayersGoldenTest says which layer a case is.
"""
import numpy as np
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from golden_cases import Random, main


def add(cases, name, module, function, *inputs):
    """Runs function(module, *inputs), forward and backward, with seeded values for all parameters.
    Inputs of integers have no gradient."""
    r = Random(name)
    module = module.double().train()
    for key, parameter in module.named_parameters():
        scale = 1.0 if parameter.dim() == 1 else parameter.shape[-1] ** -0.5
        values = r.normal(*parameter.shape, scale=scale)[1]
        if getattr(module, "padding_idx", None) is not None:
            values[module.padding_idx] = 0  # as it begins, and nothing changes it
        parameter.data = torch.tensor(values, dtype=torch.float64)
        cases.put(f"{name}/state/{key}", values)
    tensors = []
    for i, array in enumerate(inputs):
        cases.put(f"{name}/in{i}", array)
        if array.dtype == np.int64:
            tensors.append(torch.tensor(array))
        else:
            tensors.append(torch.tensor(array, dtype=torch.float64, requires_grad=True))
    output = function(module, *tensors)
    cases.put(f"{name}/output", output.detach().numpy())
    seed = Random(name + " backward").normal(*output.shape)[1]
    output.backward(torch.tensor(seed, dtype=torch.float64))
    cases.put(f"{name}/grad_output", seed)
    for key, parameter in module.named_parameters():
        cases.put(f"{name}/grad/{key}", parameter.grad.numpy())
    for i, tensor in enumerate(tensors):
        if tensor.requires_grad:
            cases.put(f"{name}/grad_in{i}", tensor.grad.numpy())


def flat(*tensors):
    return torch.cat([t.reshape(-1) for t in tensors])


def stateful(layer, x, lengths, *state):
    """Output and last state one after the other."""
    packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    y, last = layer(packed, state if len(state) > 1 else state[0])
    y, _ = pad_packed_sequence(y, batch_first=True, total_length=x.shape[1])
    return flat(y, *(last if len(state) > 1 else [last]))


def recurrent(cases):
    r = Random("recurrent layers")
    options = {"num_layers": 2, "bidirectional": True, "batch_first": True}
    lengths = np.array([4, 1, 6], np.int64)
    for name, layer, states in [
        ("lstm", lambda: nn.LSTM(5, 7, **options), 2),
        ("gru", lambda: nn.GRU(5, 7, **options), 1),
        ("rnn_tanh", lambda: nn.RNN(5, 7, **options), 1),
        ("rnn_relu", lambda: nn.RNN(5, 7, nonlinearity="relu", **options), 1),
    ]:
        x = r.normal(3, 6, 5)[1]
        add(cases, name, layer(), lambda m, x: m(x)[0], x)
        add(cases, name + "_state", layer(), stateful, x, lengths,
            *(r.normal(4, 3, 7)[1] for _ in range(states)))


def padding(lengths, keys):
    return torch.arange(keys) >= lengths.unsqueeze(1)


def causal(tokens):
    return torch.full((tokens, tokens), -np.inf, dtype=torch.float64).triu(1)


def transformers(cases):
    r = Random("transformer layers")
    lengths = np.array([4, 6], np.int64)
    x = r.normal(2, 6, 12)[1]
    memory = r.normal(2, 6, 12)[1]
    add(cases, "attention", nn.MultiheadAttention(12, 3, batch_first=True),
        lambda m, q, kv, n: m(q, kv, kv, key_padding_mask=padding(n, 6))[0], x, memory, lengths)
    add(cases, "attention_causal", nn.MultiheadAttention(12, 3, batch_first=True),
        lambda m, x: m(x, x, x, attn_mask=causal(6))[0], x)
    for name, options in [
        ("post_norm", {}), ("pre_norm", {"norm_first": True, "activation": "gelu"})
    ]:
        options = dict(options, dim_feedforward=9, dropout=0.0, batch_first=True)
        add(cases, "encoder_layer_" + name, nn.TransformerEncoderLayer(12, 4, **options),
            lambda m, x, n: m(x, src_key_padding_mask=padding(n, 6)), x, lengths)
        add(cases, "decoder_layer_" + name, nn.TransformerDecoderLayer(12, 4, **options),
            lambda m, x, memory: m(x, memory, tgt_mask=causal(6)), x, memory)
    options = {"dim_feedforward": 9, "dropout": 0.0, "batch_first": True, "norm_first": True}
    add(cases, "encoder",
        nn.TransformerEncoder(nn.TransformerEncoderLayer(12, 4, **options), 2, nn.LayerNorm(12)),
        lambda m, x: m(x, mask=causal(6)), x)
    add(cases, "decoder",
        nn.TransformerDecoder(nn.TransformerDecoderLayer(12, 4, **options), 2, nn.LayerNorm(12)),
        lambda m, x, memory, n: m(
            x, memory, tgt_mask=causal(6), memory_key_padding_mask=padding(n, 6)),
        x, memory, lengths)


def embeddings(cases):
    ids = np.array([[3, 0, 3], [5, 1, 0]], np.int64)
    add(cases, "embedding", nn.Embedding(6, 4), lambda m, i: m(i), ids)
    add(cases, "embedding_padding", nn.Embedding(6, 4, padding_idx=3), lambda m, i: m(i), ids)


if __name__ == "__main__":
    main(recurrent, transformers, embeddings)

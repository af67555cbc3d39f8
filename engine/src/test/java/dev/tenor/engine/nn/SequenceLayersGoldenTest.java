package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.RecurrentResult;
import dev.tenor.engine.ops.RecurrentState;
import dev.tenor.engine.tensor.Nmse;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Recurrent and transformer layers against PyTorch's values: its state dict goes in, and output
/// and the gradients of inputs and parameters come out. `golden_sequence_layers.py` writes them.
class SequenceLayersGoldenTest {
  private static final double MAX_NMSE = 1e-11;

  /// A layer and how a case runs it.
  private record Case<L extends Layer>(L layer, Body<L> body) {
    Tensor run(Pass pass, Tensor... in) {
      return body.run(layer, pass, in);
    }
  }

  @FunctionalInterface
  private interface Body<L> {
    Tensor run(L layer, Pass pass, Tensor... in);
  }

  private static final Map<String, Case<?>> CASES = new TreeMap<>();

  static {
    recurrent("lstm", new Lstm(5, 7, 2, true, 0), new Lstm(5, 7, 2, true, 0));
    recurrent("gru", new Gru(5, 7, 2, true, 0), new Gru(5, 7, 2, true, 0));
    for (UnaryFn fn : new UnaryFn[] {UnaryFn.TANH, UnaryFn.RELU}) {
      recurrent("rnn_" + fn.label(), new Rnn(fn, 5, 7, 2, true, 0), new Rnn(fn, 5, 7, 2, true, 0));
    }
    put(
        "attention",
        new MultiheadAttention(12, 3),
        (layer, p, in) -> layer.apply(p, in[0], in[1], in[1], AttentionMask.lengths(in[2])));
    put(
        "attention_causal",
        new MultiheadAttention(12, 3),
        (layer, p, in) -> layer.apply(p, in[0], AttentionMask.CAUSAL));
    put("embedding", new Embedding(6, 4), (layer, p, in) -> layer.apply(p, in[0]));
    put("embedding_padding", new Embedding(6, 4, 3), (layer, p, in) -> layer.apply(p, in[0]));
    TransformerConfig post = TransformerConfig.of(12, 4, 9).withDropout(0);
    layers("post_norm", post);
    layers("pre_norm", post.preNorm().withActivation(Ops::gelu));
    put(
        "encoder",
        new TransformerEncoder(post.preNorm(), 2),
        (layer, p, in) -> layer.apply(p, in[0], AttentionMask.CAUSAL));
    put(
        "decoder",
        new TransformerDecoder(post.preNorm(), 2),
        (layer, p, in) ->
            layer.apply(p, in[0], in[1], AttentionMask.CAUSAL, AttentionMask.lengths(in[2])));
  }

  private static <L extends Layer> void put(String name, L layer, Body<L> body) {
    CASES.put(name, new Case<>(layer, body));
  }

  private static void recurrent(String name, RecurrentLayer plain, RecurrentLayer stateful) {
    put(name, plain, (layer, p, in) -> layer.apply(p, in[0]));
    put(
        name + "_state",
        stateful,
        (layer, p, in) -> {
          RecurrentState first = new RecurrentState(in[2], in.length > 3 ? in[3] : null);
          return flat(p, layer.run(p, in[0], in[1], first));
        });
  }

  /// Output and last state, one after the other.
  private static Tensor flat(Pass p, RecurrentResult result) {
    Tensor out = Ops.concat(p, 0, row(p, result.out()), row(p, result.state().h()));
    Tensor c = result.state().c();
    return c == null ? out : Ops.concat(p, 0, out, row(p, c));
  }

  private static Tensor row(Pass p, Tensor x) {
    return Ops.reshape(p, x, Shape.of(x.shape().numel()));
  }

  private static void layers(String name, TransformerConfig config) {
    put(
        "encoder_layer_" + name,
        new TransformerEncoderLayer(config),
        (layer, p, in) -> layer.apply(p, in[0], AttentionMask.lengths(in[1])));
    put(
        "decoder_layer_" + name,
        new TransformerDecoderLayer(config),
        (layer, p, in) -> layer.apply(p, in[0], in[1]));
  }

  static Set<String> cases() {
    return CASES.keySet();
  }

  private static Safetensors file() throws FormatException {
    try {
      return Safetensors.read(
          Path.of(
              SequenceLayersGoldenTest.class
                  .getResource("/golden/sequence_layers.safetensors")
                  .toURI()));
    } catch (URISyntaxException | java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithPyTorch(String name) throws FormatException {
    Safetensors file = file();
    Case<?> example = CASES.get(name);
    Backend backend = new ScalarBackend();
    try (BufferPool pool = new BufferPool(backend);
        ParameterSlab slab = ParameterSlab.trainable(backend, example.layer(), 1);
        Pass pass = Pass.training(pool, 0, 0)) {
      StateDict.load(slab, file, name + "/state/");
      Tensor[] in = inputs(file, name, pass);
      Tensor out = example.run(pass, in);
      assertEquals(Shape.of(file.shape(name + "/output")), out.shape());
      close(file, name + "/output", pass.read(out));
      pass.backward(out, file.floats(name + "/grad_output"));
      for (int i = 0; i < in.length; i++) {
        if (in[i].requiresGrad()) {
          close(file, name + "/grad_in" + i, pass.grad(in[i]));
        }
      }
      for (Map.Entry<String, Parameter> p : slab.parameters().entrySet()) {
        close(file, name + "/grad/" + p.getKey(), pass.grad(p.getValue().tensor()));
      }
    }
  }

  private static Tensor[] inputs(Safetensors file, String name, Pass pass) throws FormatException {
    int n = 0;
    while (file.contains(name + "/in" + n)) {
      n++;
    }
    Tensor[] in = new Tensor[n];
    for (int i = 0; i < n; i++) {
      Shape shape = Shape.of(file.shape(name + "/in" + i));
      float[] values = file.floats(name + "/in" + i);
      boolean variable = file.contains(name + "/grad_in" + i);
      in[i] = variable ? pass.variable(shape, values) : pass.constant(shape, values);
    }
    return in;
  }

  private static void close(Safetensors file, String tensor, float[] actual)
      throws FormatException {
    double nmse = Nmse.of(actual, file.floats(tensor));
    assertTrue(nmse <= MAX_NMSE, () -> tensor + ": NMSE " + nmse + " exceeds " + MAX_NMSE);
  }

  @Test
  void theFileHasTheseCases() throws FormatException {
    Set<String> inFile =
        file().names().stream()
            .map(tensor -> tensor.substring(0, tensor.indexOf('/')))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(cases(), inFile);
  }
}

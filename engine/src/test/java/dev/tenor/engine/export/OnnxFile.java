package dev.tenor.engine.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.io.ProtoMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An ONNX file as a parser without our code reads it (field numbers as in onnx.proto).
public record OnnxFile(ProtoMessage model) {
  public static OnnxFile of(byte[] bytes) {
    return new OnnxFile(ProtoMessage.parse(bytes));
  }

  private ProtoMessage graph() {
    return model.message(7);
  }

  public Map<String, ProtoMessage> tensors() {
    return graph().messages(5).stream()
        .collect(Collectors.toMap(tensor -> tensor.text(8), tensor -> tensor));
  }

  /// How often the graph has each operator.
  public Map<String, Long> operators() {
    return graph().messages(1).stream()
        .collect(Collectors.groupingBy(node -> node.text(4), TreeMap::new, Collectors.counting()));
  }

  public List<String> inputs() {
    return graph().messages(11).stream().map(OnnxFile::describe).toList();
  }

  public List<String> outputs() {
    return graph().messages(12).stream().map(OnnxFile::describe).toList();
  }

  /// For example `logits[batch][4]`.
  private static String describe(ProtoMessage value) {
    List<ProtoMessage> dims = value.message(2).message(1).message(2).messages(1);
    return value.text(1)
        + dims.stream()
            .map(d -> d.texts(2).isEmpty() ? d.integers(1).toString() : d.texts(2).toString())
            .collect(Collectors.joining());
  }

  /// Every value is made once and before it is used, all that is stored is used, and every tensor
  /// holds as many numbers as its shape says.
  public OnnxFile check() {
    Set<String> known = new HashSet<>();
    Set<String> used = new HashSet<>();
    graph().messages(11).forEach(input -> assertTrue(known.add(input.text(1))));
    graph().messages(5).forEach(tensor -> assertTrue(known.add(tensor.text(8)), tensor.text(8)));
    Set<String> names = new HashSet<>();
    for (ProtoMessage node : graph().messages(1)) {
      node.texts(1).stream()
          .filter(input -> !input.isEmpty())
          .forEach(input -> assertTrue(known.contains(input), input));
      used.addAll(node.texts(1));
      node.texts(2).forEach(output -> assertTrue(known.add(output), output));
      assertTrue(names.add(node.text(3)), node.text(3));
    }
    graph().messages(12).forEach(output -> assertTrue(known.contains(output.text(1))));
    tensors()
        .forEach((name, tensor) -> {
          assertTrue(used.contains(name), name);
          long numel =
              tensor.integers(1).stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
          boolean isFloat = tensor.integers(2).equals(List.of(1L));
          assertEquals(isFloat ? numel : 2 * numel, tensor.floats(9).length, name);
        });
    return this;
  }
}

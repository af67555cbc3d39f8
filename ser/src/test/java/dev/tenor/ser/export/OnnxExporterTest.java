package dev.tenor.ser.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.io.WriteException;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.proto.ProtoMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The structure of the file (field numbers as in onnx.proto); that it computes the same is checked
/// with ONNX Runtime under the Maven profile `peers`.
final class OnnxExporterTest {
  @TempDir private Path folder;

  private ProtoMessage exported(Map<String, ?> network) throws IOException {
    return ProtoMessage.parse(OnnxExporter.export(RandomModel.write(folder, network)));
  }

  private static Map<String, ProtoMessage> tensors(ProtoMessage model) {
    return model.message(7).messages(5).stream()
        .collect(Collectors.toMap(tensor -> tensor.text(8), tensor -> tensor));
  }

  private static Map<String, Long> operators(ProtoMessage model) {
    return model.message(7).messages(1).stream()
        .collect(Collectors.groupingBy(node -> node.text(4), TreeMap::new, Collectors.counting()));
  }

  private static String describe(ProtoMessage value) {
    List<ProtoMessage> dims = value.message(2).message(1).message(2).messages(1);
    return value.text(1)
        + dims.stream()
            .map(d -> d.texts(2).isEmpty() ? d.integers(1).toString() : d.texts(2).toString())
            .collect(Collectors.joining());
  }

  static List<Map<String, ?>> networks() {
    return List.of(
        Map.of(),
        Map.of("aggregation", "last", "shared", false, "embedScale", false),
        Map.of("aggregation", "attention", "depth", 0, "hidden", 0),
        Map.of("voice", "tracks"),
        Map.of("voice", "functionals", "aggregation", "mean", "positionalEncoding", true),
        Map.of("voice", "both", "tokens", "sequence", "positionalEncoding", true),
        Map.of("aggregation", "attention", "queries", 3, "positionalEncoding", true),
        Map.of("aggregation", "mean", "activation", "gelu", "positionalEncoding", true),
        Map.of("tokens", "sequence", "activation", "tanh", "heads", 3, "feedForward", 7));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyValueIsMadeOnceAndBeforeItIsUsed(Map<String, ?> network) throws IOException {
    ProtoMessage graph = exported(network).message(7);
    Set<String> known = new HashSet<>();
    graph.messages(11).forEach(input -> assertTrue(known.add(input.text(1))));
    graph.messages(5).forEach(tensor -> assertTrue(known.add(tensor.text(8)), tensor.text(8)));
    for (ProtoMessage node : graph.messages(1)) {
      node.texts(1).forEach(input -> assertTrue(known.contains(input), input));
      node.texts(2).forEach(output -> assertTrue(known.add(output), output));
    }
    graph.messages(12).forEach(output -> assertTrue(known.contains(output.text(1))));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyTensorHoldsAsManyNumbersAsItsShapeSays(Map<String, ?> network) throws IOException {
    for (ProtoMessage tensor : tensors(exported(network)).values()) {
      long numel =
          tensor.integers(1).stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
      boolean isFloat = tensor.integers(2).equals(List.of(1L));
      assertEquals(isFloat ? numel : 2 * numel, tensor.floats(9).length, tensor.text(8));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void parametersKeepTheNamesAndLayoutsOfTheStateDict(Map<String, ?> network) throws IOException {
    SerModel model = RandomModel.write(folder, network);
    Map<String, ProtoMessage> tensors = tensors(ProtoMessage.parse(OnnxExporter.export(model)));
    for (String name : model.weights().names()) {
      if (!name.startsWith("extraction.lstm") && !name.startsWith("extraction.voice")) {
        List<Long> dims =
            Arrays.stream(model.weights().shape(name)).asLongStream().boxed().toList();
        assertEquals(dims, tensors.get(name).integers(1), name);
        assertArrayEquals(model.weights().floats(name), tensors.get(name).floats(9), name);
      }
    }
  }

  @Test
  void lstmGatesStandInOnnxOrderForwardBeforeReverse() throws IOException {
    SerModel model = RandomModel.write(folder, Map.of());
    ProtoMessage r =
        tensors(ProtoMessage.parse(OnnxExporter.export(model))).get("extraction.lstm.R");
    assertEquals(List.of(2L, 24L, 6L), r.integers(1));
    float[] forward = model.weights().floats("extraction.lstm.weight_hh_l0"); // i, f, g, o of 6x6
    float[] reverse = model.weights().floats("extraction.lstm.weight_hh_l0_reverse");
    float[] onnx = r.floats(9);
    assertEquals(forward[0], onnx[0]);
    assertEquals(forward[3 * 36], onnx[36], "o comes second");
    assertEquals(forward[36], onnx[2 * 36], "f comes third");
    assertEquals(forward[2 * 36], onnx[3 * 36], "g, ONNX's c, comes last");
    assertEquals(reverse[0], onnx[4 * 36]);
  }

  @Test
  void inputAndOutputsAreNamedAndHaveAFreeBatch() throws IOException {
    ProtoMessage model = exported(Map.of());
    ProtoMessage graph = model.message(7);
    assertEquals(List.of(8L), model.integers(1));
    assertEquals(List.of(17L), model.message(8).integers(2));
    assertEquals("features[batch][63][20]", describe(graph.message(11)));
    assertEquals(
        List.of("logits[batch][4]", "probabilities[batch][4]"),
        graph.messages(12).stream().map(OnnxExporterTest::describe).toList());
  }

  @Test
  void metadataHoldLabelsAndFrontEnd() throws IOException {
    Map<String, String> metadata =
        exported(Map.of()).messages(14).stream()
            .collect(Collectors.toMap(entry -> entry.text(1), entry -> entry.text(2)));
    assertEquals("[\"neutral\",\"happy\",\"sad\",\"angry\"]", metadata.get("labels"));
    assertTrue(metadata.get("features").contains("\"sampleRate\":16000"), metadata.toString());
    assertTrue(metadata.get("standardizer").startsWith("{\"mean\":[-40.0,"), metadata.toString());
  }

  @Test
  void probabilitiesAreAtTheModelsTemperature() throws IOException {
    ProtoMessage model = exported(Map.of());
    assertArrayEquals(new float[] {1.5f}, tensors(model).get("temperature").floats(9));
    assertEquals(2, operators(model).get("Div"), "of the standardisation and of the logits");
  }

  @Test
  void sharedLayersAreAppliedAgainAndStoredOnce() throws IOException {
    ProtoMessage shared = exported(Map.of("depth", 3));
    ProtoMessage separate = exported(Map.of("depth", 3, "shared", false));
    assertEquals(7, operators(shared).get("LayerNormalization"));
    assertEquals(operators(separate), operators(shared));
    assertEquals(tensors(separate).size(), tensors(shared).size() + 2 * 12);
  }

  @Test
  void aWindowOfOnePoolsNothing() throws IOException {
    assertEquals(2, operators(exported(Map.of())).get("AveragePool"));
    assertEquals(1, operators(exported(Map.of("pooling", List.of(1, 4)))).get("AveragePool"));
  }

  @Test
  void theFileIsWrittenWholeAndAnUnwritableOneIsNamed() throws IOException {
    SerModel model = RandomModel.write(folder, Map.of());
    Path file = folder.resolve("model.onnx");
    OnnxExporter.write(model, file);
    assertArrayEquals(OnnxExporter.export(model), Files.readAllBytes(file));
    Path absent = folder.resolve("absent/model.onnx");
    WriteException e = assertThrows(WriteException.class, () -> OnnxExporter.write(model, absent));
    assertTrue(e.getMessage().contains("absent"), e.getMessage());
  }
}

package dev.tenor.ser.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.export.OnnxFile;
import dev.tenor.engine.io.ProtoMessage;
import dev.tenor.engine.io.WriteException;
import dev.tenor.ser.export.OnnxExporter.Input;
import dev.tenor.ser.predict.SerModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The structure of the file; that it computes the same is checked with ONNX Runtime under the
/// Maven profile `peers`.
final class OnnxExporterTest {
  @TempDir private Path folder;

  private OnnxFile exported(Map<String, ?> network) throws IOException {
    return exported(network, Input.FEATURES);
  }

  private OnnxFile exported(Map<String, ?> settings, Input input) throws IOException {
    return OnnxFile.of(OnnxExporter.export(RandomModel.write(folder, settings), input));
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
  void theGraphHoldsTogetherAndKeepsParametersAsTheStateDictHasThem(Map<String, ?> network)
      throws IOException {
    SerModel model = RandomModel.write(folder, network);
    Map<String, ProtoMessage> tensors =
        OnnxFile.of(OnnxExporter.export(model, Input.FEATURES)).check().tensors();
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
        OnnxFile.of(OnnxExporter.export(model, Input.FEATURES)).tensors().get("extraction.lstm.R");
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
    OnnxFile file = exported(Map.of());
    assertEquals(List.of(8L), file.model().integers(1));
    assertEquals(List.of(17L), file.model().message(8).integers(2));
    assertEquals(List.of("features[batch][63][20]"), file.inputs());
    assertEquals(List.of("logits[batch][4]", "probabilities[batch][4]"), file.outputs());
  }

  @Test
  void metadataHoldLabelsAndFrontEnd() throws IOException {
    Map<String, String> metadata =
        exported(Map.of()).model().messages(14).stream()
            .collect(Collectors.toMap(entry -> entry.text(1), entry -> entry.text(2)));
    assertEquals("[\"neutral\",\"happy\",\"sad\",\"angry\"]", metadata.get("labels"));
    assertTrue(metadata.get("features").contains("\"sampleRate\":16000"), metadata.toString());
    assertTrue(metadata.get("standardizer").startsWith("{\"mean\":[-40.0,"), metadata.toString());
  }

  @Test
  void probabilitiesAreAtTheModelsTemperature() throws IOException {
    OnnxFile file = exported(Map.of());
    assertArrayEquals(new float[] {1.5f}, file.tensors().get("temperature").floats(9));
    assertEquals(2, file.operators().get("Div"), "of the standardisation and of the logits");
  }

  @Test
  void sharedLayersAreAppliedAgainAndStoredOnce() throws IOException {
    OnnxFile shared = exported(Map.of("depth", 3));
    OnnxFile separate = exported(Map.of("depth", 3, "shared", false));
    assertEquals(7, shared.operators().get("LayerNormalization"));
    assertEquals(computing(separate), computing(shared));
    assertEquals(separate.tensors().size(), shared.tensors().size() + 2 * 12);
  }

  /// Without the transposes of weights.
  private static Map<String, Long> computing(OnnxFile file) {
    Map<String, Long> operators = new TreeMap<>(file.operators());
    operators.remove("Transpose");
    return operators;
  }

  @Test
  void imagesAreTransposedOnceAfterTheBlocks() throws IOException {
    Map<String, Long> two = exported(Map.of()).operators();
    Map<String, Long> one =
        exported(
                Map.of(
                    "channels", List.of(4),
                    "pooling", List.of(3),
                    "dropout", List.of(0)))
            .operators();
    assertEquals(2, two.get("Conv"));
    assertEquals(1, one.get("Conv"));
    assertEquals(one.get("Transpose"), two.get("Transpose"));
  }

  @Test
  void aWindowOfOnePoolsNothing() throws IOException {
    assertEquals(2, exported(Map.of()).operators().get("AveragePool"));
    assertEquals(1, exported(Map.of("pooling", List.of(1, 4))).operators().get("AveragePool"));
  }

  @Test
  void samplesGoThroughTheFrontEnd() throws IOException {
    OnnxFile file = exported(Map.of(), Input.SAMPLES).check();
    assertEquals(List.of("samples[batch][samples]"), file.inputs());
    assertEquals(List.of("logits[batch][4]", "probabilities[batch][4]"), file.outputs());
    assertEquals(List.of(514L, 1L, 512L), file.tensors().get("front_end.fourier").integers(1));
    assertEquals(List.of(20L, 257L), file.tensors().get("front_end.mel").integers(1));
  }

  @Test
  void aGraphOfSamplesMeasuresNoVoice() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> exported(Map.of("voice", "tracks"), Input.SAMPLES))
            .getMessage();
    assertTrue(message.contains("measures of the voice"), message);
    assertTrue(message.contains("--input features"), message);
  }

  @Test
  void theFileIsWrittenWholeAndAnUnwritableOneIsNamed() throws IOException {
    SerModel model = RandomModel.write(folder, Map.of());
    Path file = folder.resolve("model.onnx");
    OnnxExporter.write(model, Input.FEATURES, file);
    assertArrayEquals(OnnxExporter.export(model, Input.FEATURES), Files.readAllBytes(file));
    Path absent = folder.resolve("absent/model.onnx");
    WriteException e =
        assertThrows(WriteException.class, () -> OnnxExporter.write(model, Input.FEATURES, absent));
    assertTrue(e.getMessage().contains("absent"), e.getMessage());
  }
}

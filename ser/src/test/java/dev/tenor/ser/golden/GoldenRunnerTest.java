package dev.tenor.ser.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoldenRunnerTest {
  @TempDir Path folder;

  private GoldenReport run(String name, SafetensorsWriter writer) throws IOException {
    Path file = folder.resolve(name + ".safetensors");
    writer.write(file);
    return new GoldenRunner(folder, null).run(file, new ScalarBackend());
  }

  private static void assertFails(GoldenReport report, String reason) {
    assertFalse(report.passed());
    assertTrue(report.error().contains(reason), report.error());
    assertNull(report.worst());
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1,1,1,1,1,0",
    "2,9,7,5,3,3,1,1",
    "3,8,11,2,5,1,2,0",
    "1,4,17,9,3,5,3,2",
  })
  void convolutionsOfAnySizePass(
      int c, int h, int w, int k, int kh, int kw, int stride, int padding) throws IOException {
    GoldenReport report =
        run("op_conv2d_any_suffix", OpFiles.conv2d(c, h, w, k, kh, kw, stride, padding));
    assertTrue(report.passed(), report.toString());
    assertEquals(
        List.of("output", "grad_input", "grad_weight"),
        report.checks().stream().map(GoldenCheck::tensor).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"output", "grad_input"})
  void oneWrongValueFailsAndItsTensorIsNamed(String tensor) throws IOException {
    Path file = folder.resolve("op_tanh.safetensors");
    OpFiles.tanh(1009).write(file);
    GoldenCopy copy = GoldenCopy.of(file);
    copy.change(tensor, 500, value -> value + 0.1f);
    GoldenReport report = new GoldenRunner(folder, null).run(copy.write(file), new ScalarBackend());
    assertFalse(report.passed());
    assertEquals(tensor, report.tensor());
  }

  @Test
  void notANumberInAFileFails() throws IOException {
    Path file = folder.resolve("op_tanh.safetensors");
    OpFiles.tanh(3).write(file);
    GoldenCopy copy = GoldenCopy.of(file);
    copy.change("output", 1, _ -> Float.NaN);
    assertFalse(new GoldenRunner(folder, null).run(copy.write(file), new ScalarBackend()).passed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"op_fold", "op_tanhshrink", "op_", "weights"})
  void unknownKindsFail(String name) throws IOException {
    assertFails(run(name, OpFiles.tanh(5)), "unknown golden kind '" + name + "'");
  }

  @Test
  void theLongestKnownNameDecides() {
    assertEquals("log_softmax", OpTable.opOf("log_softmax_wide"));
    assertEquals("batch_norm2d_train", OpTable.opOf("batch_norm2d_train"));
    assertEquals("conv2d", OpTable.opOf("conv2d_first"));
  }

  @Test
  void aTensorThatTheOpDoesNotUseFails() throws IOException {
    SafetensorsWriter writer = OpFiles.tanh(5).add("slope", new int[] {1}, new float[1]);
    assertFails(run("op_tanh", writer), "does not use [slope]");
  }

  @Test
  void aGradientOfNoInputFails() throws IOException {
    SafetensorsWriter writer = OpFiles.tanh(5).add("grad_slope", new int[] {1}, new float[1]);
    assertFails(run("op_tanh", writer), "'grad_slope'");
  }

  @Test
  void anOutputOfAnotherShapeFails() throws IOException {
    SafetensorsWriter writer =
        OpFiles.conv2d(1, 4, 4, 1, 3, 3, 1, 1); // "stride" and "padding" say [1,1,4,4]
    Path file = folder.resolve("op_conv2d.safetensors");
    writer.write(file);
    GoldenCopy copy = GoldenCopy.of(file);
    copy.metadata("padding", "0");
    assertFails(
        new GoldenRunner(folder, null).run(copy.write(file), new ScalarBackend()), "[1,1,2,2]");
  }

  @Test
  void labelsOutsideTheClassesFail() throws IOException {
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .add("input", new int[] {2, 3}, new float[6])
            .addLongs("labels", new int[] {2}, new long[] {0, 3})
            .add("output", new int[] {1}, new float[1]);
    assertFails(run("op_cross_entropy", writer), "label 3");
  }

  @Test
  void anUnreadableFileFailsAndOthersStillRun() throws IOException {
    Files.writeString(folder.resolve("op_gelu.safetensors"), "not a golden file");
    Files.writeString(folder.resolve("README.md"), "ignored");
    OpFiles.tanh(7).write(folder.resolve("op_tanh.safetensors"));
    GoldenRunner runner = new GoldenRunner(folder, null);
    List<GoldenReport> reports =
        runner.files().stream().map(file -> runner.run(file, new ScalarBackend())).toList();
    assertEquals(List.of(false, true), reports.stream().map(GoldenReport::passed).toList());
    assertTrue(reports.getFirst().error().contains("header length"), reports.toString());
  }

  @Test
  void aFolderWithoutGoldenFilesIsAnError() throws IOException {
    Files.writeString(folder.resolve("README.md"), "nothing here");
    assertThrows(DataException.class, () -> new GoldenRunner(folder, null).files());
    Path missing = folder.resolve("missing");
    assertThrows(DataException.class, () -> new GoldenRunner(missing, null).files());
  }
}

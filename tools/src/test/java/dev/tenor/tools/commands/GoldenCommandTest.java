package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.ser.config.Json;
import dev.tenor.tools.TenorCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoldenCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int golden(String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "golden";
    args[1] = folder.toString();
    System.arraycopy(options, 0, args, 2, options.length);
    return TenorCli.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  private void writeRelu(String name, float... output) throws IOException {
    int[] shape = {3};
    new SafetensorsWriter()
        .add("input", shape, new float[] {-1, 2, 3})
        .add("output", shape, output)
        .add("grad_output", shape, new float[] {5, 7, 11})
        .add("grad_input", shape, new float[] {0, 7, 11})
        .write(folder.resolve(name));
  }

  @Test
  void filesThatAgreeExitWithZero() throws IOException {
    writeRelu("op_relu.safetensors", 0, 2, 3);
    assertEquals(0, golden("--backend", "scalar"), err.toString());
    assertTrue(out.toString().startsWith("pass  op_relu.safetensors  scalar"), out.toString());
    assertTrue(out.toString().endsWith("1 of 1 passed, 0 failed\n"), out.toString());
  }

  @Test
  void aFailureIsInTheJsonAndExitsWithOne() throws IOException {
    writeRelu("op_relu.safetensors", 0, 2, 3);
    writeRelu("op_relu_wrong.safetensors", 0, 2, 3.5f);
    assertEquals(1, golden("--backend", "scalar", "--json"));
    JsonNode reports = Json.mapper().readTree(out.toString());
    assertEquals(2, reports.size());
    assertTrue(reports.get(0).get("passed").booleanValue());
    JsonNode wrong = reports.get(1);
    assertEquals("output", wrong.get("tensor").textValue());
    assertEquals("nmse", wrong.get("metric").textValue());
    assertTrue(wrong.get("worst").doubleValue() > wrong.get("tolerance").doubleValue());
    assertEquals(2, wrong.get("checks").size());
  }

  @Test
  void byDefaultEveryBackendRuns() throws IOException {
    writeRelu("op_relu.safetensors", 0, 2, 3);
    assertEquals(0, golden());
    assertTrue(out.toString().contains("scalar"), out.toString());
  }

  @Test
  void anUnknownBackendIsWrongUsage() throws IOException {
    writeRelu("op_relu.safetensors", 0, 2, 3);
    assertEquals(2, golden("--backend", "abacus"));
    assertTrue(err.toString().contains("'abacus'"), err.toString());
  }
}

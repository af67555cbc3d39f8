package dev.tenor.engine.tck;

import dev.tenor.engine.io.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the cases of one golden file compute: `golden/NAME.safetensors`, written by
/// `golden_NAME.py`, holds inputs, and output and gradients by PyTorch; the op and its settings are
/// here. A case is called after the method of [dev.tenor.engine.ops.Ops] or another class of ops,
/// with a dot and more words where there are several.
abstract class GoldenTable {
  private final String name;
  private final SortedMap<String, OpCase.Body> cases = new TreeMap<>();

  GoldenTable(String name) {
    this.name = name;
  }

  /// A table for each golden file.
  static List<GoldenTable> all() {
    return List.of(
        new GoldenElementwise(),
        new GoldenImages(),
        new GoldenLosses(),
        new GoldenNorms(),
        new GoldenOps(),
        new GoldenReductions(),
        new GoldenSequences());
  }

  final SortedMap<String, OpCase.Body> cases() {
    return cases;
  }

  final void put(String caseName, OpCase.Body body) {
    cases.put(caseName, body);
  }

  final Safetensors file() {
    try (InputStream in = GoldenTable.class.getResourceAsStream(resource())) {
      Path copy = Files.createTempFile("tenor-golden", ".safetensors");
      try {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return Safetensors.read(copy);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String resource() {
    return "/golden/" + name + ".safetensors";
  }

  @Override
  public String toString() {
    return name;
  }
}

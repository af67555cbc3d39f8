package dev.tenor.engine;

import dev.tenor.engine.io.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Values by PyTorch from the test resources.
public final class GoldenFile {
  private GoldenFile() {}

  /// `golden/NAME.safetensors`, written by `golden_NAME.py`.
  public static Safetensors read(String name) {
    String resource = "/golden/" + name + ".safetensors";
    try (InputStream in = GoldenFile.class.getResourceAsStream(resource)) {
      return Safetensors.of(Path.of(resource), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

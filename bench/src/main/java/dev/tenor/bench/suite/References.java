package dev.tenor.bench.suite;

import dev.tenor.bench.cases.Case;
import dev.tenor.bench.cases.Work;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.io.AtomicFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// What the scalar backend computes, kept in files from one JVM of a run to the next.
final class References {
  /// A folder that lasts as long as the run.
  record Folder(Path path) implements AutoCloseable {
    static Folder create() throws IOException {
      return new Folder(Files.createTempDirectory("tenor-suite"));
    }

    @Override
    public void close() throws IOException {
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(path);
    }
  }

  private final Path folder;

  References(Path folder) {
    this.folder = folder;
  }

  /// The results of a case, by name.
  Map<String, float[]> of(Case c) throws IOException {
    UUID name = UUID.nameUUIDFromBytes(c.key().getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve(name + ".bin");
    if (Files.exists(file)) {
      return read(file);
    }
    try (Backend scalar = new ScalarBackend();
        Work work = c.reference(scalar)) {
      work.run();
      Map<String, float[]> results = work.results();
      write(file, results);
      return results;
    }
  }

  private static Map<String, float[]> read(Path file) throws IOException {
    Map<String, float[]> results = new LinkedHashMap<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int left = in.readInt(); left > 0; left--) {
        String name = in.readUTF();
        float[] values = new float[in.readInt()];
        ByteBuffer.wrap(in.readNBytes(values.length * Float.BYTES)).asFloatBuffer().get(values);
        results.put(name, values);
      }
    }
    return results;
  }

  private static void write(Path file, Map<String, float[]> results) throws IOException {
    AtomicFile.write(
        file,
        stream -> {
          DataOutputStream out = new DataOutputStream(stream);
          out.writeInt(results.size());
          for (Map.Entry<String, float[]> result : results.entrySet()) {
            float[] values = result.getValue();
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            out.writeUTF(result.getKey());
            out.writeInt(values.length);
            out.write(bytes.array());
          }
          out.flush();
        });
  }
}

package dev.tenor.ser.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tenor.ser.explain.TrainingEmbeddings.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingEmbeddingsTest {
  private static final TrainingEmbeddings ALL =
      new TrainingEmbeddings(
          List.of(
              new Known("a", "sad", "1"), new Known("b", "happy", "2"), new Known("c", "sad", "3")),
          new float[][] {{1, 0}, {3, 3}, {0, 0}});

  @TempDir Path folder;

  @Test
  void theNearestHasTheSmallestAngle() {
    List<TrainingEmbeddings.Neighbour> nearest = ALL.nearest(new float[] {2, 1.5f}, 5);
    assertEquals(List.of("b", "a", "c"), nearest.stream().map(n -> n.utterance().key()).toList());
    assertEquals(7 / (2.5 * Math.sqrt(2) * 2), nearest.getFirst().cosine(), 1e-9);
    assertEquals(0, nearest.getLast().cosine()); // of a zero vector
    assertEquals(1, ALL.nearest(new float[] {1, 1}, 1).size());
  }

  @Test
  void keptOnesAreOfTheSameWeightsOrMadeAgain() throws IOException {
    Path file = folder.resolve("embeddings.safetensors");
    assertNull(TrainingEmbeddings.read(file, "x"));
    ALL.write(file, "x");
    TrainingEmbeddings read = TrainingEmbeddings.read(file, "x");
    assertEquals(ALL.utterances(), read.utterances());
    assertArrayEquals(ALL.rows()[1], read.rows()[1]);
    assertNull(TrainingEmbeddings.read(file, "y"));
    Files.write(file, new byte[] {1, 2, 3});
    assertNull(TrainingEmbeddings.read(file, "x"));
  }
}

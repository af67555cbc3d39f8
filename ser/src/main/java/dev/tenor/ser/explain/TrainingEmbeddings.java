package dev.tenor.ser.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The embeddings Z of the utterances that a network was trained on.
///
/// @param utterances one for each row
/// @param rows `[utterance][D]`, after the transformer layers
public record TrainingEmbeddings(List<Known> utterances, float[][] rows) {
  /// An utterance of the training set.
  public record Known(String key, String emotion, String speaker) {}

  /// @param cosine of the two embeddings, 1 for the same direction
  public record Neighbour(Known utterance, double cosine) {}

  /// The nearest utterances to an embedding, the most similar first.
  public List<Neighbour> nearest(float[] embedding, int count) {
    List<Neighbour> all = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      all.add(new Neighbour(utterances.get(i), cosine(embedding, rows[i])));
    }
    all.sort(Comparator.comparingDouble(n -> -n.cosine())); // stable: equal ones by their keys
    return List.copyOf(all.subList(0, Math.min(count, all.size())));
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return aa == 0 || bb == 0 ? 0 : dot / Math.sqrt(aa * bb);
  }

  /// Those of an earlier call, or null: the file is not there, damaged, or of other weights.
  ///
  /// @param digest of the model's file
  static TrainingEmbeddings read(Path file, String digest) throws IOException {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try {
      Safetensors saved = Safetensors.read(file);
      if (!digest.equals(saved.metadata().get("model"))) {
        return null;
      }
      JsonNode tree = Json.mapper().readTree(saved.metadata().get("utterances"));
      Known[] known = Json.mapper().treeToValue(tree, Known[].class);
      float[] flat = saved.floats("enhanced");
      int dim = saved.shape("enhanced")[1];
      float[][] rows = new float[known.length][dim];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(flat, i * dim, rows[i], 0, dim);
      }
      return new TrainingEmbeddings(List.of(known), rows);
    } catch (FormatException | RuntimeException e) {
      return null; // made again
    }
  }

  void write(Path file, String digest) throws IOException {
    int dim = rows[0].length;
    float[] flat = new float[rows.length * dim];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * dim, dim);
    }
    new SafetensorsWriter()
        .metadata("model", digest)
        .metadata("utterances", Json.compact(utterances))
        .add("enhanced", new int[] {rows.length, dim}, flat)
        .write(file);
  }
}

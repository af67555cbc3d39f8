package dev.tenor.ser.explain;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.ser.predict.PredictListener;
import dev.tenor.ser.predict.Predictor;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.predict.Timeline;
import dev.tenor.ser.predict.Windowed;
import dev.tenor.ser.predict.Windows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What a stage or a layer of a network computes for recordings, see [Activations].
public final class Embedder implements AutoCloseable {
  private final SerModel model;
  private final String stage;
  private final boolean pooled;
  private final OpenNetwork network;

  /// @param stage the name of a stage or layer; [#embed] fails if the network has none of this name
  /// @param pooled whether only the mean is wanted, see [Activation#pooled]
  /// @throws FormatException if the weights do not fit the model's configuration
  public Embedder(SerModel model, Backend backend, String stage, boolean pooled)
      throws FormatException {
    this.model = model;
    this.stage = stage;
    this.pooled = pooled;
    network = new OpenNetwork(model, backend);
  }

  /// What the network computes for an utterance of the full length in which every frame is the mean
  /// of the training data: the names and shapes of its stages and layers.
  public Activations stages() {
    return network.activations(new float[model.network().frames() * model.network().columns()]);
  }

  /// What is computed for one window of a recording.
  ///
  /// @param start in seconds
  /// @param end in seconds
  public record Embedding(Path file, double start, double end, Activation activation) {}

  /// Hears of one recording after the other.
  public interface Taker {
    /// @param windows one for each window of the recording; none where there is nothing to hear
    /// @param told with the error where it cannot be read
    void take(List<Embedding> windows, Windowed.Told told) throws IOException;
  }

  /// Embeds each file in their order, window by window where it is longer than what the network
  /// hears. One that cannot be read does not stop the others.
  ///
  /// @param threads for the front end
  /// @throws IllegalArgumentException if the network has no such stage or layer
  /// @throws IOException only where the taker does
  public void embed(List<Path> files, int threads, PredictListener listener, Taker taker)
      throws IOException, InterruptedException {
    stages().get(stage); // rather than after the first recording
    Map<float[], Activation> computed = new IdentityHashMap<>(); // by the row of a window
    Windows windows = Windows.of(model.features(), null, null);
    new Windowed(model, windows, threads, features -> rows(features, computed))
        .run(
            files,
            listener,
            told -> {
              List<Embedding> all = new ArrayList<>();
              if (told.error() == null && told.facts().nothingToHear() == null) {
                for (Timeline.Window w : told.timeline().windows()) {
                  Activation activation = computed.remove(w.probabilities());
                  all.add(new Embedding(told.file(), w.start(), w.end(), activation));
                }
              }
              taker.take(all, told);
            });
  }

  private float[][] rows(List<float[]> features, Map<float[], Activation> computed) {
    float[][] rows = new float[features.size()][];
    for (int i = 0; i < rows.length; i++) {
      float[] input = Predictor.enough(features.get(i), model.network());
      Activation whole = network.activations(input).get(stage);
      Activation wanted = pooled ? Activation.ofVector(whole.pooled()) : whole;
      rows[i] = wanted.values();
      computed.put(rows[i], wanted);
    }
    return rows;
  }

  @Override
  public void close() {
    network.close();
  }
}

package dev.tenor.ser.predict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.FrontEnd;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.stats.Temperature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// All that prediction needs: a trained system in one file, or several of them together.
public sealed interface TrainedModel permits SerModel, AcousticModel, Ensemble {
  /// Reads a model of either kind.
  ///
  /// @throws FormatException if the file is no model or damaged
  /// @throws IOException if it cannot be read
  static TrainedModel load(Path file) throws IOException {
    return of(Safetensors.read(file));
  }

  /// The same of a file that was read.
  ///
  /// @throws FormatException if it is no model or damaged
  static TrainedModel of(Safetensors tensors) throws IOException {
    return AcousticModel.FORMAT.equals(tensors.metadata().get("format"))
        ? AcousticModel.of(tensors)
        : SerModel.of(tensors);
  }

  /// The emotions, in the order of the probabilities.
  List<String> labels();

  /// Settings of the log-mels.
  FeatureConfig features();

  /// What the model is given of a recording; [#standardizer] is applied to it.
  FrontEnd frontEnd();

  Standardizer standardizer();

  /// Divides the logits, or the logarithms of the probabilities.
  Temperature temperature();

  /// Below which probability of its most probable label an answer is unsure; 0 for never.
  double unsure();

  /// Where the model comes from: corpus, protocol, seed, scores.
  JsonNode provenance();

  /// Makes it ready.
  ///
  /// @param backend for a network; an acoustic model needs none
  /// @throws FormatException if the weights do not fit the model's configuration
  Scorer open(Backend backend) throws FormatException;
}

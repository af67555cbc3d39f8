package dev.tenor.ser.predict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.StateDict;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.FrontEnd;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Networks;
import dev.tenor.ser.stats.Temperature;
import dev.tenor.ser.voice.NetworkFrontEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A trained system in one file: the weights as tensors with PyTorch's names, and everything else
/// that prediction needs in the metadata, as JSON.
///
/// @param features the front end
/// @param network the network
/// @param labels the emotions in the order of the outputs
/// @param standardizer mean and standard deviation of the features
/// @param temperature divides the logits, see [Temperature]; 1 in files without one
/// @param unsure see [TrainedModel#unsure]; 0 in files without one
/// @param provenance where the weights come from: corpus, protocol, seed, scores
/// @param weights the file
public record SerModel(
    FeatureConfig features,
    NetworkConfig network,
    List<String> labels,
    Standardizer standardizer,
    Temperature temperature,
    double unsure,
    JsonNode provenance,
    Safetensors weights)
    implements TrainedModel {
  private static final String FORMAT = "tenor-ser-1";

  /// @throws FormatException if the file is no model, or its weights do not fit its configuration
  /// @throws IOException if it cannot be read
  public static SerModel load(Path file) throws IOException {
    return of(Safetensors.read(file));
  }

  /// @throws FormatException if the file is no model, or its weights do not fit its configuration
  public static SerModel of(Safetensors weights) throws FormatException {
    Path file = weights.path();
    String format = weights.metadata().get("format");
    if (AcousticModel.FORMAT.equals(format)) {
      throw new FormatException(
          file, "it holds an acoustic model", "only a network will do; train one");
    }
    if (!FORMAT.equals(format)) {
      throw new FormatException(
          file,
          format == null ? "it holds no Tenor model" : "its format is " + format,
          "give a model.safetensors that `tenor train` wrote");
    }
    SerModel model =
        new SerModel(
            Metadata.read(weights, "features", FeatureConfig.class),
            Metadata.read(weights, "network", NetworkConfig.class),
            Arrays.asList(Metadata.read(weights, "labels", String[].class)),
            Metadata.read(weights, "standardizer", Standardizer.class),
            Metadata.temperature(weights),
            Metadata.unsure(weights),
            Metadata.read(weights, "provenance", JsonNode.class),
            weights);
    model.check(file);
    return model;
  }

  @Override
  public FrontEnd frontEnd() {
    return new NetworkFrontEnd(features);
  }

  @Override
  public Scorer open(Backend backend) throws FormatException {
    return new NetworkScorer(this, backend);
  }

  /// A copy of a model's file with another threshold, see [#unsure].
  ///
  /// @param unsure a probability from 0 to 1
  /// @param to where to write it, may be the model's own file
  public void writeWithUnsure(double unsure, Path to) throws IOException {
    if (!(unsure >= 0 && unsure <= 1)) {
      throw new IllegalArgumentException(
          "unsure below " + unsure + ": must be a probability from 0 to 1");
    }
    SafetensorsWriter writer = new SafetensorsWriter();
    Map<String, String> metadata = new LinkedHashMap<>(weights.metadata());
    metadata.put(Metadata.UNSURE, Double.toString(unsure));
    metadata.forEach(writer::metadata);
    for (String name : weights.names()) {
      writer.add(name, weights.shape(name), weights.floats(name));
    }
    writer.write(to);
  }

  private void check(Path file) throws FormatException {
    String problem = null;
    if (labels.size() != network.classes()) {
      problem = labels.size() + " labels for " + network.classes() + " classes";
    } else if (!Metadata.areDifferent(labels)) {
      problem = "its labels " + labels + " are not all different";
    } else if (standardizer.nMels() != features.columns()) {
      problem = standardizer.nMels() + " means for " + features.columns() + " columns";
    } else if (network.frames() != features.frames()
        || network.mels() != features.bins()
        || network.voice() != features.voice().tracks()
        || network.functionals() != features.voice().functionals()) {
      problem = "its network and its front end have different sizes";
    }
    if (problem != null) {
      throw new FormatException(file, problem, "train the model again");
    }
    checkWeights(file);
  }

  private void checkWeights(Path file) throws FormatException {
    try {
      StateDict.check(Networks.create(network), weights);
    } catch (IllegalArgumentException e) {
      String problem = "its network cannot be built: " + e.getMessage();
      throw new FormatException(file, problem, "train the model again", e);
    }
    for (String name : weights.names()) {
      for (float weight : weights.floats(name)) {
        if (!Float.isFinite(weight)) {
          throw new FormatException(file, name + " holds " + weight, "train the model again");
        }
      }
    }
  }

  /// Writes a model.
  public static void save(
      Path file,
      ParameterSlab slab,
      FeatureConfig features,
      NetworkConfig network,
      List<String> labels,
      Standardizer standardizer,
      Temperature temperature,
      Map<String, ?> provenance)
      throws IOException {
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata("format", FORMAT)
            .metadata("features", Json.compact(Json.brief(features)))
            .metadata("network", Json.compact(Json.brief(network)))
            .metadata("labels", Json.compact(labels))
            .metadata("standardizer", Json.compact(standardizer))
            .metadata(Metadata.TEMPERATURE, Double.toString(temperature.value()))
            .metadata("provenance", Json.compact(provenance));
    StateDict.save(slab, writer, "");
    writer.write(file);
  }
}

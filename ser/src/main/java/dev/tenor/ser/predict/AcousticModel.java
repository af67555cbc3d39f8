package dev.tenor.ser.predict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.FrontEnd;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.baseline.FunctionalSet;
import dev.tenor.ser.baseline.Learner;
import dev.tenor.ser.baseline.ModelKind;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.stats.Temperature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// An SVM or a logistic regression on functionals in one file: what it consists of as tensors, and
/// everything else in the metadata, as JSON.
///
/// @param functionals what it knows of a recording
/// @param features the front end; the eGeMAPS functionals take the length alone from it
/// @param labels the emotions in the order of the classes
/// @param standardizer mean and standard deviation of the functionals
/// @param temperature divides the logarithms of the probabilities, see [Temperature]; 1 in files
///   without one
/// @param unsure see [TrainedModel#unsure]; 0 in files without one
/// @param provenance where it comes from: corpus, protocol, seed, scores
public record AcousticModel(
    ModelKind kind,
    FunctionalSet functionals,
    FeatureConfig features,
    List<String> labels,
    Standardizer standardizer,
    Temperature temperature,
    double unsure,
    JsonNode provenance,
    Learner.Fitted fitted)
    implements TrainedModel {
  static final String FORMAT = "tenor-acoustic-1";

  /// How it was learnt, in metadata.
  private record Kind(ModelKind model, FunctionalSet functionals) {}

  /// @throws FormatException if the file is damaged
  static AcousticModel of(Safetensors file) throws IOException {
    Kind kind = Metadata.read(file, "kind", Kind.class);
    FeatureConfig features = Metadata.read(file, "features", FeatureConfig.class);
    List<String> labels = Arrays.asList(Metadata.read(file, "labels", String[].class));
    Standardizer standardizer = Metadata.read(file, "standardizer", Standardizer.class);
    String problem = null;
    if (kind.model() == null || !kind.model().isAcoustic() || kind.functionals() == null) {
      problem = "its kind is " + kind.model() + " on " + kind.functionals();
    } else if (labels.size() < 2 || !Metadata.areDifferent(labels)) {
      problem = "its labels " + labels + " are not at least two different ones";
    } else if (standardizer.nMels() != kind.functionals().frontEnd(features).columns()) {
      problem =
          standardizer.nMels()
              + " means for "
              + kind.functionals().frontEnd(features).columns()
              + " functionals";
    }
    if (problem != null) {
      throw new FormatException(file.path(), problem, "train the model again");
    }
    return new AcousticModel(
        kind.model(),
        kind.functionals(),
        features,
        labels,
        standardizer,
        Metadata.temperature(file),
        Metadata.unsure(file),
        Metadata.read(file, "provenance", JsonNode.class),
        kind.model().learner().load(file, standardizer.nMels(), labels.size()));
  }

  @Override
  public FrontEnd frontEnd() {
    return functionals.frontEnd(features);
  }

  /// Needs no backend.
  @Override
  public Scorer open(Backend backend) {
    return scorer();
  }

  Scorer scorer() {
    return new Scorer() {
      @Override
      public float[][] probabilities(List<float[]> vectors) {
        return vectors.stream().map(fitted::probabilities).toArray(float[][]::new);
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }

  /// Replaces `file` as a whole.
  public void save(Path file) throws IOException {
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata("format", FORMAT)
            .metadata("kind", Json.compact(new Kind(kind, functionals)))
            .metadata("features", Json.compact(Json.brief(features)))
            .metadata("labels", Json.compact(labels))
            .metadata("standardizer", Json.compact(standardizer))
            .metadata(Metadata.TEMPERATURE, Double.toString(temperature.value()))
            .metadata("provenance", Json.compact(provenance));
    fitted.save(writer);
    writer.write(file);
  }
}

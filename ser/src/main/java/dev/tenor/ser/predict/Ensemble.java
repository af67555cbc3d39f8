package dev.tenor.ser.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.FrontEnd;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.stats.Temperature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Several models that answer together (an ensemble): the probability of a label is the mean of
/// those that its members give, each calibrated by its own temperature. Networks that differ in
/// their seed alone make different errors, and their mean makes fewer.
///
/// @param members at least two, with the same front end and the same labels in the same order
public record Ensemble(List<TrainedModel> members) implements TrainedModel {
  /// @throws IllegalArgumentException if members do not fit together
  public Ensemble {
    members = List.copyOf(members);
    if (members.size() < 2) {
      throw new IllegalArgumentException(
          "ensemble: " + members.size() + " models, must be at least 2");
    }
    TrainedModel first = members.getFirst();
    for (TrainedModel member : members) {
      if (!member.labels().equals(first.labels())) {
        throw new IllegalArgumentException(
            "ensemble: one model knows "
                + first.labels()
                + ", another "
                + member.labels()
                + "; train all with the same --labels");
      }
      if (!member.frontEnd().equals(first.frontEnd())
          || !member.features().equals(first.features())) {
        throw new IllegalArgumentException(
            "ensemble: one model has the front end "
                + text(first)
                + ", another "
                + text(member)
                + "; train all with the same one");
      }
    }
  }

  private static String text(TrainedModel member) {
    return member.frontEnd().settings() + " of " + Json.compact(member.features());
  }

  @Override
  public List<String> labels() {
    return members.getFirst().labels();
  }

  @Override
  public FeatureConfig features() {
    return members.getFirst().features();
  }

  @Override
  public FrontEnd frontEnd() {
    return members.getFirst().frontEnd();
  }

  /// Changes nothing: every member standardises by itself.
  @Override
  public Standardizer standardizer() {
    double[] ones = new double[members.getFirst().standardizer().nMels()];
    Arrays.fill(ones, 1);
    return new Standardizer(new double[ones.length], ones);
  }

  /// None: the members' probabilities are calibrated.
  @Override
  public Temperature temperature() {
    return Temperature.NONE;
  }

  /// Never: the members' thresholds are of their own probabilities.
  @Override
  public double unsure() {
    return 0;
  }

  /// The corpora of all members as `corpus`, and what each says of itself as `members`.
  @Override
  public JsonNode provenance() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put(
        "corpus",
        members.stream()
            .map(m -> m.provenance().path("corpus").asText("another corpus"))
            .distinct()
            .collect(Collectors.joining("+")));
    members.forEach(m -> all.withArray("members").add(m.provenance()));
    return all;
  }

  @Override
  public Scorer open(Backend backend) throws FormatException {
    List<Scorer> scorers = new ArrayList<>();
    try {
      for (TrainedModel member : members) {
        scorers.add(member.open(backend));
      }
    } catch (FormatException | RuntimeException e) {
      scorers.forEach(Scorer::close);
      throw e;
    }
    return new MeanScorer(members, scorers);
  }

  /// @param scorers one for each member
  private record MeanScorer(List<TrainedModel> members, List<Scorer> scorers) implements Scorer {
    @Override
    public float[][] probabilities(List<float[]> features) {
      float[][] mean = new float[features.size()][members.getFirst().labels().size()];
      for (int m = 0; m < scorers.size(); m++) {
        TrainedModel member = members.get(m);
        List<float[]> own = features.stream().map(float[]::clone).toList();
        own.forEach(member.standardizer()::apply);
        float[][] some = member.temperature().apply(scorers.get(m).probabilities(own));
        for (int i = 0; i < mean.length; i++) {
          for (int k = 0; k < mean[i].length; k++) {
            mean[i][k] += some[i][k] / scorers.size();
          }
        }
      }
      return mean;
    }

    @Override
    public void close() {
      scorers.forEach(Scorer::close);
    }
  }
}

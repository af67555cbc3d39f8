package dev.tenor.ser.run;

import java.util.List;
import java.util.Objects;

/// A corpus of a run.
///
/// @param name what it is called in reports; distinct within a run of several corpora, in which
///   keys and speakers begin with it
/// @param kind a name from [dev.tenor.ser.corpora.Corpora]
/// @param data its folder or manifest
/// @param protocol a name from [dev.tenor.ser.split.Protocols]; null where all of it is tested and
///   none trained on
public record CorpusSpec(String name, String kind, String data, String protocol) {
  public CorpusSpec {
    Objects.requireNonNull(name, "name of a corpus");
    Objects.requireNonNull(kind, "kind of a corpus");
    Objects.requireNonNull(data, "data of a corpus");
  }

  /// A corpus that all belongs to the test set.
  public static CorpusSpec tested(String name, String kind, String data) {
    return new CorpusSpec(name, kind, data, null);
  }

  /// Whether the run trains on it.
  public boolean trains() {
    return protocol != null;
  }

  /// The same, split otherwise.
  public CorpusSpec withProtocol(String other) {
    return new CorpusSpec(name, kind, data, other);
  }

  /// Which corpus it is: the kind, or of a manifest the name.
  public String identity() {
    return List.of("csv", "jsonl").contains(kind) ? name : kind;
  }

  CorpusSpec withData(String place) {
    return new CorpusSpec(name, kind, place, protocol);
  }
}

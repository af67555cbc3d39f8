package dev.tenor.ser.baseline;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a run trains.
public enum ModelKind {
  /// The network, in epochs.
  @JsonProperty("network")
  NETWORK(null),

  /// An acoustic model: an SVM on functionals.
  @JsonProperty("svm")
  SVM(new Svm()),

  /// An acoustic model: a logistic regression on functionals.
  @JsonProperty("logreg")
  LOGREG(new LogisticRegression());

  private final Learner learner;

  ModelKind(Learner learner) {
    this.learner = learner;
  }

  public boolean isAcoustic() {
    return learner != null;
  }

  /// What fits it.
  ///
  /// @throws IllegalStateException for a network
  public Learner learner() {
    if (learner == null) {
      throw new IllegalStateException("a network is trained in epochs");
    }
    return learner;
  }
}

package dev.tenor.ser.train;

/// When training ends: after a number of epochs, or before when validation no longer improves.
///
/// @param epochs the most epochs to train, at least 1
/// @param patience epochs without a better validation score after which training stops; 0 never
///   stops
public record EarlyStopping(int epochs, int patience) {
  public static EarlyStopping of(TrainConfig config) {
    return new EarlyStopping(config.epochs(), config.patience());
  }

  /// Whether no epoch follows.
  public boolean isFinished(History history) {
    boolean patient = patience == 0 || history.size() - history.bestEpoch() < patience;
    return history.size() >= epochs || !patient;
  }
}

package dev.tenor.ser.train;

/// Ends training after a maximum number of epochs, or earlier if the validation score no longer
/// improves.
///
/// @param epochs the maximum number of epochs, at least 1
/// @param patience epochs without a better validation score before training stops; 0 disables it
public record EarlyStopping(int epochs, int patience) {
  public static EarlyStopping of(TrainConfig config) {
    return new EarlyStopping(config.epochs(), config.patience());
  }

  /// Whether training ends here.
  public boolean isFinished(History history) {
    boolean patient = patience == 0 || history.size() - history.bestEpoch() < patience;
    return history.size() >= epochs || !patient;
  }
}

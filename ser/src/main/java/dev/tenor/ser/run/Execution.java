package dev.tenor.ser.run;

import dev.tenor.ser.features.FeatureCache;
import dev.tenor.ser.plot.FigureStyle;

/// How a run is executed; nothing here changes its results, if all recordings can be read.
///
/// @param threads for the front end and the backend; 0 for one per processor
/// @param profile whether to measure the time per op, and to report it to the listener at the end
/// @param cache of features, or null for none
/// @param keepCheckpoint whether a finished run keeps its checkpoint, from which it can be
///   prolonged
/// @param command the command line for the run's record, empty for none
/// @param skipUnreadable whether recordings that cannot be read are left out and listed, instead of
///   ending the run; a run that has skipped some is resumed without them
/// @param figures how the plots look
public record Execution(
    int threads,
    boolean profile,
    FeatureCache cache,
    boolean skipUnreadable,
    boolean keepCheckpoint,
    String command,
    FigureStyle figures) {
  /// Without profile, plots as usual; nothing is skipped, no checkpoint kept.
  public Execution(int threads, FeatureCache cache) {
    this(threads, false, cache, false, false, "", FigureStyle.DEFAULT);
  }

  /// Neither profile nor cache; nothing is skipped, no checkpoint kept.
  public static Execution threads(int threads) {
    return new Execution(threads, null);
  }

  /// The number of threads, with 0 replaced by the number of processors.
  int workers() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}

package dev.tenor.ser.run;

/// One process that worked on a run: the one that began it, or one that resumed it.
///
/// @param command the command line, empty where the run was started by a program
/// @param backend its name, empty where there was none, likewise `device`
/// @param threads that the run used
/// @param started in ISO 8601, UTC
/// @param seconds from the start until the last file of the run, or the last epoch, was written
/// @param firstEpoch the first epoch that it trained, from 1; `lastEpoch` is less where it trained
///   none
public record Session(
    String command,
    String backend,
    String device,
    int threads,
    String started,
    double seconds,
    int firstEpoch,
    int lastEpoch,
    Environment environment) {
  /// The same some time later.
  Session until(double now, int epoch) {
    return new Session(
        command, backend, device, threads, started, now, firstEpoch, epoch, environment);
  }
}

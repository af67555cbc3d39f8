package dev.tenor.ser.run;

import dev.tenor.engine.backend.Backend;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Keeps the sessions of a run while a process works on it: also one that is killed has left its
/// environment and how far it came.
final class SessionLog {
  private final RunDirectory directory;
  private final RunSessions before;
  private final long start;
  private Session session;

  private SessionLog(RunDirectory directory, RunSessions before, long start, Session session) {
    this.directory = directory;
    this.before = before;
    this.start = start;
    this.session = session;
  }

  /// Begins a session whose recordings have been read.
  ///
  /// @param start of the process' work, as [System#nanoTime()] gives it
  /// @param backend null where there is none
  /// @param epochs how many the run has
  static SessionLog begin(
      RunDirectory directory, Execution execution, Backend backend, long start, int epochs)
      throws IOException {
    UtteranceFile utterances = UtteranceFile.read(directory.utterances());
    RunSessions earlier = directory.sessions();
    Session session =
        new Session(
            execution.command(),
            backend == null ? "" : backend.name(),
            backend == null ? "" : backend.device(),
            execution.workers(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            0,
            epochs + 1,
            epochs,
            Environment.here());
    SessionLog log =
        new SessionLog(
            directory,
            new RunSessions(
                utterances.corpusDigest(), utterances.splitDigest(), earlier.sessions()),
            start,
            session);
    log.reached(epochs);
    return log;
  }

  /// The run has this many epochs now, and all files of the last are written.
  void reached(int epochs) throws IOException {
    session = session.until((System.nanoTime() - start) / 1e9, epochs);
    List<Session> sessions = new ArrayList<>(before.sessions());
    sessions.add(session);
    new RunSessions(before.corpus(), before.split(), sessions).write(directory.sessionsFile());
  }
}

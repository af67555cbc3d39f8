package dev.tenor.bench.cases;

import java.util.Map;

/// The operands of a case on one backend, and what is run on them.
public interface Work extends AutoCloseable {
  /// Runs the operation once, and need not wait for the device.
  void run();

  /// Whether [#run] spoils its operands, so that [#restore] must come before each.
  default boolean restores() {
    return false;
  }

  /// Makes the operands good again, which is not timed.
  default void restore() {}

  /// What the first [#run] computed, by name; waits for the device. Larger results than are worth
  /// comparing may be left out, but not all.
  Map<String, float[]> results();

  /// Gives the operands back.
  @Override
  void close();
}

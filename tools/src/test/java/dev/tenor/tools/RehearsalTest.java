package dev.tenor.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The cache is made of a rehearsal that must not fail unseen.
final class RehearsalTest {
  @Test
  void runsToItsEnd() {
    assertEquals(0, Rehearsal.run());
  }
}

package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class EarlyStoppingTest {
  /// After how many of these epochs training ends; 0 if it goes on after all of them.
  private static int stop(int epochs, int patience, double... valWa) {
    EarlyStopping stopping = new EarlyStopping(epochs, patience);
    History history = HistoryTest.history();
    for (double wa : valWa) {
      if (stopping.isFinished(history)) {
        return history.size();
      }
      history.add(HistoryTest.epoch(history.size() + 1, wa));
    }
    return stopping.isFinished(history) ? history.size() : 0;
  }

  @Test
  void endsAfterAsManyEpochsWithoutAHigherScoreAsItHasPatience() {
    assertEquals(4, stop(100, 2, 0.1, 0.5, 0.4, 0.3, 0.9));
    assertEquals(2, stop(100, 1, 0.5, 0.4, 0.9));
  }

  @Test
  void theSameScoreIsNoHigherOne() {
    assertEquals(3, stop(100, 2, 0.5, 0.5, 0.5, 0.5));
  }

  @Test
  void aHigherScoreBeginsTheWaitAnew() {
    assertEquals(6, stop(100, 2, 0.1, 0.05, 0.2, 0.3, 0.3, 0.2, 0.1));
    assertEquals(0, stop(100, 2, 0.1, 0.05, 0.2, 0.1, 0.3));
  }

  @Test
  void withoutPatienceOnlyTheNumberOfEpochsEndsIt() {
    assertEquals(0, stop(100, 0, 0.9, 0.8, 0.7, 0.6, 0.5));
    assertEquals(3, stop(3, 0, 0.9, 0.8, 0.7, 0.6));
    assertEquals(3, stop(3, 8, 0.1, 0.2, 0.3, 0.4));
  }
}

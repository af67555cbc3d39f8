package dev.tenor.bench.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.bench.report.SyntheticResult;
import dev.tenor.bench.report.compare.Change.Verdict;
import dev.tenor.bench.result.SuiteResult;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HistoryTest {
  private static SyntheticResult month(int month, double factor) {
    return SyntheticResult.of(2L * month, 0.01)
        .created("2026-0" + month + "-01T00:00:00Z")
        .only(row -> row.family().equals("norms") && row.threads() == 2)
        .slowed(row -> row.engine().equals("simd"), factor);
  }

  @Test
  void stepsAreMarkedInTheOrderOfTime() {
    History history =
        History.of(
            List.of(
                month(4, 1.3).build(),
                month(1, 1).build(),
                month(3, 1.3).build(),
                month(2, 1).build()));
    assertEquals("2026-01-01T00:00:00Z", history.results().getFirst().created());
    for (History.Track track : history.tracks()) {
      boolean slowed = track.any().engine().equals("simd");
      assertEquals(
          List.of(Verdict.SAME, Verdict.SAME, slowed ? Verdict.SLOWER : Verdict.SAME, Verdict.SAME),
          track.points().stream().map(History.Point::step).toList(),
          track.any().key());
    }
    assertEquals(12 * 4, history.table().rows().size());
  }

  @Test
  void gapsAreBridged() {
    SuiteResult none = month(2, 1).only(_ -> false).build();
    History history = History.of(List.of(month(1, 1).build(), none, month(3, 0.5).build()));
    History.Track track = history.tracks().getFirst();
    assertNull(track.points().get(1));
    assertEquals(2, track.present().size());
    assertEquals(Verdict.FASTER, track.points().get(2).step());
    assertEquals(12 * 2, history.table().rows().size());
  }

  @Test
  void noStepIsMarkedWhereTheProcessorChanges() {
    SuiteResult here = month(1, 1).machine("a", 1).build();
    History history = History.of(List.of(here, month(2, 2).machine("b", 1).build()));
    assertTrue(history.tracks().stream().allMatch(t -> t.count(Verdict.SLOWER) == 0));
    assertEquals(
        List.of("From 2026-02-01T00:00:00Z on, CPU: CPU of a → CPU of b"),
        history.changesOfMachine());
  }

  @Test
  void anotherJvmMayBeAStep() {
    History history =
        History.of(List.of(month(1, 1).build(), month(2, 2).jdk("Temurin 26").build()));
    assertTrue(history.tracks().stream().anyMatch(t -> t.count(Verdict.SLOWER) == 1));
    assertEquals(
        List.of("From 2026-02-01T00:00:00Z on, JVM: Temurin 25 → Temurin 26"),
        history.changesOfMachine());
  }
}

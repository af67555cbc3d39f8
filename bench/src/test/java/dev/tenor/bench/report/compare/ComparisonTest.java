package dev.tenor.bench.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.bench.report.SyntheticResult;
import dev.tenor.bench.report.compare.Change.Verdict;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static final Predicate<SuiteRow> NORMS = row -> row.family().equals("norms");

  private static Comparison slowed(double noise) {
    SuiteResult before = SyntheticResult.of(2, noise).build();
    SuiteResult after = SyntheticResult.of(4, noise).slowed(NORMS, 1.1).build();
    return Comparison.of(before, after, false);
  }

  @Test
  void tenPerCentAreFoundWithLittleNoise() {
    Comparison comparison = slowed(0.02);
    List<SuiteRow> found = comparison.regressions(5).stream().map(Comparison.Pair::before).toList();
    assertEquals(24, found.size());
    assertTrue(found.stream().allMatch(NORMS), found.toString());
    assertEquals(24, comparison.count(Verdict.SLOWER));
    assertEquals(0, comparison.count(Verdict.FASTER));
    assertEquals(List.of(), comparison.regressions(20));
    assertTrue(NORMS.test(comparison.pairs().getFirst().before()), "these come first");
  }

  @Test
  void tenPerCentAreNotFoundInMuchNoise() {
    Comparison comparison = slowed(0.2);
    assertEquals(List.of(), comparison.regressions(5));
    assertEquals(0, comparison.count(Verdict.FASTER));
  }

  @Test
  void rowsOfOneAreListed() {
    SuiteResult all = SyntheticResult.of(2, 0.02).build();
    SuiteResult fewer = SyntheticResult.of(2, 0.02).only(NORMS.negate()).build();
    Comparison comparison = Comparison.of(all, fewer, false);
    assertEquals(24, comparison.onlyBefore().size());
    assertEquals(List.of(), comparison.onlyAfter());
    assertEquals(24, Comparison.of(fewer, all, false).onlyAfter().size());
    assertTrue(
        CompareText.of(comparison, false).contains("only in the first:  norms batch norm {"),
        CompareText.of(comparison, false));
    SuiteResult none = SyntheticResult.of(2, 0.02).only(_ -> false).build();
    assertEquals(0, Comparison.of(none, none, true).pairs().size());
  }

  @Test
  void relativeToTheirCeilingsMachinesAreAlike() {
    SuiteResult slow = SyntheticResult.of(2, 0.01).build();
    SuiteResult fast = SyntheticResult.of(4, 0.01).machine("laptop", 2).build();
    Comparison absolute = Comparison.of(slow, fast, false);
    assertEquals(absolute.pairs().size() - 2, absolute.count(Verdict.FASTER), "but transfers");
    Comparison relative = Comparison.of(slow, fast, true);
    assertEquals(0, relative.count(Verdict.FASTER));
    assertEquals(0, relative.count(Verdict.SLOWER));
  }

  @Test
  void differencesOfMachinesAreSaid() {
    SuiteResult here = SyntheticResult.of(2, 0.01).build();
    assertEquals(List.of(), Comparison.differences(here.machine(), here.machine()));
    SuiteResult there = SyntheticResult.of(2, 0.01).jdk("Temurin 26").build();
    Comparison comparison = Comparison.of(here, there, false);
    assertEquals(List.of("JVM: Temurin 25 → Temurin 26"), comparison.differences());
    String text = CompareText.of(comparison, false);
    assertTrue(text.contains("The machines differ in JVM"), text);
    assertFalse(text.contains("null"), text);
  }
}

package dev.tenor.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoxingTest {
  @Test
  void aRowCountsTheJvmsThatBoxAndGivesTheMedianTime() {
    Boxing.Variant variant = new Boxing.Variant("rules", List.of());
    variant.add("65536 70000000");
    variant.add("27000000 90000000");
    variant.add("50000 80000000");
    assertEquals(
        List.of("rules", "3", "1", "27000000", "80.0"), List.of(variant.row().split(" +")));
  }
}

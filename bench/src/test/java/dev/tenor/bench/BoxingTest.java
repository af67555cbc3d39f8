package dev.tenor.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoxingTest {
  @Test
  void furtherVariantsHaveANameAndFlags() {
    List<Boxing.Variant> variants =
        Boxing.variants(List.of("-Da=1\n-Db=2\n", "3", "more=-Dc=3 -Dd"));
    assertEquals(
        List.of("module", "tenor", "more"), variants.stream().map(Boxing.Variant::name).toList());
    assertEquals(List.of("-Da=1", "-Db=2"), variants.get(1).flags());
    assertEquals(
        List.of("--add-modules=jdk.incubator.vector", "-Dc=3", "-Dd"), variants.get(2).flags());
    for (String wrong : List.of("more", "=-Dc")) {
      assertThrows(IllegalArgumentException.class, () -> Boxing.variants(List.of("", "3", wrong)));
    }
  }

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

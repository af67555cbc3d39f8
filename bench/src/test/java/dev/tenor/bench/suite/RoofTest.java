package dev.tenor.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.bench.result.Ceiling;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoofTest {
  private static final Roof ROOF =
      new Roof(
          List.of(
              new Ceiling("simd", 256, 1, "fma", "", 0, 80),
              new Ceiling("simd", 256, 1, "bandwidth", "L1", 16_000, 160),
              new Ceiling("simd", 256, 1, "bandwidth", "memory", 1 << 27, 10),
              new Ceiling("simd", 256, 1, "transfer", "upload", 1 << 25, 7)),
          List.of(
              new Caches.Level("L1", 32_000, 16_000),
              new Caches.Level("memory", Long.MAX_VALUE, 1 << 27)));

  @Test
  void muchArithmeticIsBoundByIt() {
    assertEquals(new Roof.Bound(80, "fma"), ROOF.of(1e9, 1e6));
    assertEquals(new Roof.Bound(80, "fma"), ROOF.of(1000, 2000), "where both take as long");
  }

  @Test
  void littleArithmeticIsBoundByTheMemoryThatHoldsIt() {
    assertEquals(new Roof.Bound(160, "L1"), ROOF.of(1000, 32_000));
    assertEquals(new Roof.Bound(10, "memory"), ROOF.of(1000, 32_001));
    assertEquals(new Roof.Bound(10, "memory"), ROOF.of(0, 1e9));
  }

  @Test
  void copiesAreBoundByTheirDirection() {
    assertEquals(new Roof.Bound(7, "transfer"), ROOF.ofTransfer("upload"));
    assertEquals(Roof.Bound.NONE, ROOF.ofTransfer("download"));
  }

  @Test
  void withoutWorkOrCeilingsNothingBinds() {
    assertEquals(Roof.Bound.NONE, ROOF.of(0, 0));
    assertEquals(Roof.Bound.NONE, new Roof(List.of(), List.of()).of(5, 5));
  }
}

package dev.tenor.bench.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CasesTest {
  private static final Set<String> FAMILIES =
      Set.of(
          "gemm",
          "convolution",
          "depthwise",
          "block",
          "pooling",
          "norm",
          "recurrent",
          "attention",
          "softmax",
          "activation",
          "elementwise",
          "reduction",
          "optimizer",
          "move",
          "transfer",
          "front end",
          "network");

  private static Set<String> families(List<Case> cases) {
    return cases.stream().map(Case::family).collect(Collectors.toSet());
  }

  @Test
  void everyFamilyIsInBothRuns() {
    assertEquals(FAMILIES, new HashSet<>(Cases.families()));
    assertEquals(FAMILIES, families(Cases.full(List.of(1))));
    assertEquals(FAMILIES, families(Cases.quick()));
  }

  @Test
  void keysAreUnique() {
    for (List<Case> cases : List.of(Cases.full(Cases.BATCHES), Cases.quick())) {
      List<String> keys = cases.stream().map(Case::key).toList();
      assertEquals(keys.stream().distinct().toList(), keys);
    }
  }

  @Test
  void networksComeInTheBatchesThatAreAskedFor() {
    List<String> batches =
        Cases.full(List.of(3, 5)).stream()
            .filter(c -> c.family().equals("network"))
            .map(c -> c.shape().get("batch"))
            .toList();
    assertEquals(List.of("3", "5", "3", "5"), batches);
  }

  @Test
  void workIsCountedAsTheShapeSays() {
    GemmCase gemm = new GemmCase(2, 3, 5, "nn");
    assertEquals(60, gemm.flop());
    assertEquals(4 * (10 + 15 + 6), gemm.bytes());
    assertEquals("gemm nn {m=2, n=3, k=5}", gemm.key());
    AttentionCase attention = new AttentionCase(false, 2, 9, 4, 16);
    assertEquals(2 * 2 * 2 * 4 * 9 * 9 * 16, attention.flop());
    assertTrue(new TransferCase("upload", 7).runsOn("opencl"));
  }
}

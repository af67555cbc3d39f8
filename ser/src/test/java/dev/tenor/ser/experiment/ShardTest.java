package dev.tenor.ser.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShardTest {
  @Test
  void shardsHaveEveryRunOnceAndAreEven() {
    List<Integer> runs = IntStream.range(0, 11).boxed().toList();
    List<Integer> all = new ArrayList<>();
    for (int k = 1; k <= 4; k++) {
      List<Integer> own = new Shard(k, 4).of(runs);
      assertEquals(k == 4 ? 2 : 3, own.size());
      assertEquals(k - 1, own.getFirst());
      all.addAll(own);
    }
    Collections.sort(all);
    assertEquals(runs, all);
    assertEquals(runs, Shard.ALL.of(runs));
    assertEquals(List.of(), new Shard(3, 3).of(List.of("a", "b")), "more machines than runs");
  }

  @Test
  void isReadAsItIsWritten() {
    assertEquals(new Shard(2, 16), Shard.parse("2/16"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/4", "5/4", "1/0", "1", "1/", "a/b", "-1/4", "1/2/3", "1/99999999999"})
  void whatIsNoShardIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Shard.parse(text));
  }
}

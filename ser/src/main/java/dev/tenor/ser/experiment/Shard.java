package dev.tenor.ser.experiment;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// A share of the runs of an experiment, for one of several machines: run i, from 0, belongs to
/// shard i mod `count`, counted from 1.
///
/// @param number 1 … `count`
public record Shard(int number, int count) {
  /// All runs.
  public static final Shard ALL = new Shard(1, 1);

  public Shard {
    if (count < 1 || number < 1 || number > count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "shard %d/%d: give K/N with K from 1 to N, as 1/4", number, count));
    }
  }

  /// Reads `1/4`.
  ///
  /// @throws IllegalArgumentException if it is none
  public static Shard parse(String text) {
    if (!text.matches("[0-9]{1,6}/[0-9]{1,6}")) {
      throw new IllegalArgumentException("shard " + text + ": give K/N, as 1/4 … 4/4");
    }
    String[] numbers = text.split("/");
    return new Shard(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }

  /// Those of some items that belong to this shard, in their order.
  public <T> List<T> of(List<T> items) {
    return IntStream.range(0, items.size())
        .filter(i -> i % count == number - 1)
        .mapToObj(items::get)
        .toList();
  }
}

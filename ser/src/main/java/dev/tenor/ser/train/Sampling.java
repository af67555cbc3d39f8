package dev.tenor.ser.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.data.Example;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which examples an epoch takes, and in which order. It takes as many as there are. Where corpora
/// have shares of an epoch (see [CorpusShares]), those of a small corpus with a large share are
/// taken several times, those of a large one with a small share perhaps not in every epoch.
public enum Sampling {
  /// Every example once, shuffled; with shares, every example of a corpus equally often, give or
  /// take one.
  @JsonProperty("shuffled")
  SHUFFLED,

  /// In every corpus every class equally often, give or take one: those of a rare class several
  /// times, those of a frequent one perhaps not in every epoch.
  @JsonProperty("balanced")
  BALANCED;

  /// Indices of examples, as many as there are examples.
  int[] order(List<Example> examples, CorpusShares shares, RandomStream random) {
    if (this == SHUFFLED && shares.given().isEmpty()) {
      return random.permutation(examples.size());
    }
    int[] drawn = new int[examples.size()];
    int at = 0;
    for (CorpusShares.Part part : shares.parts(examples)) {
      Collection<List<Integer>> groups =
          this == BALANCED ? classes(examples, part.members()) : List.of(part.members());
      int end = at + part.count();
      int left = groups.size();
      for (List<Integer> members : groups) {
        int wanted = (end - at) / left--;
        int[] order = {};
        for (int i = 0; i < wanted; i++) {
          if (i % members.size() == 0) {
            order = random.permutation(members.size());
          }
          drawn[at++] = members.get(order[i % members.size()]);
        }
      }
    }
    int[] shuffled = new int[drawn.length];
    int[] order = random.permutation(drawn.length);
    for (int i = 0; i < drawn.length; i++) {
      shuffled[i] = drawn[order[i]];
    }
    return shuffled;
  }

  private static Collection<List<Integer>> classes(List<Example> examples, List<Integer> members) {
    SortedMap<Integer, List<Integer>> classes = new TreeMap<>();
    for (int i : members) {
      classes.computeIfAbsent(examples.get(i).label(), _ -> new ArrayList<>()).add(i);
    }
    return classes.values();
  }
}

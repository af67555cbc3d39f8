package dev.tenor.ser.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.data.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which examples an epoch takes, and in which order.
public enum Sampling {
  /// Every example once, shuffled.
  @JsonProperty("shuffled")
  SHUFFLED {
    @Override
    int[] order(List<Example> examples, RandomStream random) {
      return random.permutation(examples.size());
    }
  },

  /// As many examples as there are, every class equally often, give or take one: those of a rare
  /// class several times, those of a frequent one perhaps not in every epoch.
  @JsonProperty("balanced")
  BALANCED {
    @Override
    int[] order(List<Example> examples, RandomStream random) {
      SortedMap<Integer, List<Integer>> classes = new TreeMap<>();
      for (int i = 0; i < examples.size(); i++) {
        classes.computeIfAbsent(examples.get(i).label(), _ -> new ArrayList<>()).add(i);
      }
      int[] drawn = new int[examples.size()];
      int at = 0;
      int left = classes.size();
      for (List<Integer> members : classes.values()) {
        int wanted = (drawn.length - at) / left--;
        int[] order = {};
        for (int i = 0; i < wanted; i++) {
          if (i % members.size() == 0) {
            order = random.permutation(members.size());
          }
          drawn[at++] = members.get(order[i % members.size()]);
        }
      }
      int[] shuffled = new int[drawn.length];
      int[] order = random.permutation(drawn.length);
      for (int i = 0; i < drawn.length; i++) {
        shuffled[i] = drawn[order[i]];
      }
      return shuffled;
    }
  };

  /// Indices of examples, as many as there are examples.
  abstract int[] order(List<Example> examples, RandomStream random);
}

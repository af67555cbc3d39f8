package dev.tenor.ser.audit;

import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Utterance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What a baseline is fitted on: utterances whose labels are known, in list order.
final class Known {
  private final LabelMap labels;
  private final List<Utterance> utterances;

  Known(LabelMap labels, List<Utterance> utterances) {
    this.labels = labels;
    this.utterances = utterances;
  }

  boolean isEmpty() {
    return utterances.isEmpty();
  }

  int label(Utterance utterance) {
    return labels.index(utterance.emotion());
  }

  /// How often each class occurs.
  double[] counts() {
    double[] counts = new double[labels.size()];
    utterances.forEach(u -> counts[label(u)]++);
    return counts;
  }

  /// The most frequent class; the first on a tie. Of no utterance there is none.
  int majority() {
    if (isEmpty()) {
      throw new IllegalStateException("baseline: no utterance to be fitted on");
    }
    return largest(counts());
  }

  /// The utterances with a turn, by some property of it; each group in list order.
  Map<String, List<Utterance>> byTurn(Function<Utterance, String> property) {
    Map<String, List<Utterance>> groups = new HashMap<>();
    for (Utterance u : utterances) {
      if (u.turn() != null && property.apply(u) != null) {
        groups.computeIfAbsent(property.apply(u), _ -> new ArrayList<>()).add(u);
      }
    }
    return groups;
  }

  /// The number of the largest vote; the first on a tie.
  static int largest(double[] votes) {
    int best = 0;
    for (int k = 1; k < votes.length; k++) {
      if (votes[k] > votes[best]) {
        best = k;
      }
    }
    return best;
  }

  /// How many turns lie between two utterances of a dialogue or scenario.
  static int distance(Utterance a, Utterance b) {
    return Math.abs(a.turn().index() - b.turn().index());
  }
}

package dev.tenor.ser.split;

import dev.tenor.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Random choices among speakers that keep the genders balanced.
final class SpeakerDraw {
  /// The paper's proportion of validation among what is not tested: 1 of 8.
  private static final int REST_PER_VALIDATION_SPEAKER = 8;

  /// One speaker is too few for early stopping.
  private static final int MIN_VALIDATION_SPEAKERS = 2;

  private SpeakerDraw() {}

  /// Distributes all speakers over `count` folds. Fold sizes differ by one speaker at most, also
  /// within a gender; among folds of equal size the one with fewest utterances comes first.
  static List<Set<String>> folds(List<Speaker> speakers, int count, RandomStream random) {
    List<Fold> folds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      folds.add(new Fold());
    }
    for (List<Speaker> gender : shuffledByGender(speakers, random)) {
      folds.forEach(fold -> fold.ofGender = 0);
      for (Speaker speaker : gender) {
        folds.stream().min(Fold.FIRST_TO_FILL).orElseThrow().add(speaker);
      }
    }
    return folds.stream().<Set<String>>map(fold -> fold.speakers).toList();
  }

  /// Validation speakers out of `rest`, alternating between the genders: one of eight, at least
  /// two, and always leaving at least one for training.
  static Set<String> validation(List<Speaker> rest, RandomStream random) {
    int share = (rest.size() + REST_PER_VALIDATION_SPEAKER / 2) / REST_PER_VALIDATION_SPEAKER;
    int count = Math.min(Math.max(share, MIN_VALIDATION_SPEAKERS), rest.size() - 1);
    List<List<Speaker>> genders = shuffledByGender(rest, random);
    Set<String> chosen = new TreeSet<>();
    for (int turn = 0; chosen.size() < count; turn++) {
      for (List<Speaker> gender : genders) {
        if (turn < gender.size() && chosen.size() < count) {
          chosen.add(gender.get(turn).id());
        }
      }
    }
    return chosen;
  }

  private static List<List<Speaker>> shuffledByGender(List<Speaker> speakers, RandomStream random) {
    SortedMap<String, List<Speaker>> genders = new TreeMap<>();
    for (int i : random.permutation(speakers.size())) {
      Speaker speaker = speakers.get(i);
      genders.computeIfAbsent(speaker.gender(), _ -> new ArrayList<>()).add(speaker);
    }
    return List.copyOf(genders.values());
  }

  private static final class Fold {
    static final Comparator<Fold> FIRST_TO_FILL =
        Comparator.<Fold>comparingInt(fold -> fold.speakers.size())
            .thenComparingInt(fold -> fold.ofGender)
            .thenComparingInt(fold -> fold.utterances);

    final Set<String> speakers = new TreeSet<>();
    int ofGender;
    int utterances;

    void add(Speaker speaker) {
      speakers.add(speaker.id());
      ofGender++;
      utterances += speaker.utterances();
    }
  }
}

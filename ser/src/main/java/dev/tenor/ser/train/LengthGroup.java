package dev.tenor.ser.train;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.data.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The utterances of a batch and how many frames each of them gets. Nothing is padded: longer
/// utterances are cropped at random to the batch's length, so batches are made of utterances of
/// similar length.
record LengthGroup(List<Example> examples, int frames) {
  /// So many batches are sorted by length together: their utterances are of similar length, and
  /// still drawn at random.
  private static final int WINDOW = 16;

  /// The batches of an epoch. Where all utterances are as long, they are taken in their order.
  ///
  /// @param order the indices of the examples to take
  /// @param batch the most utterances of one
  /// @param mels of the features
  /// @param multiple what the network pools to one time step: a batch has a multiple of it
  /// @param crop the most frames; 0 for no limit
  static List<LengthGroup> of(
      List<Example> examples,
      int[] order,
      int batch,
      int mels,
      int multiple,
      int crop,
      RandomStream random) {
    List<Example> taken = new ArrayList<>();
    for (int i : order) {
      taken.add(examples.get(i));
    }
    Comparator<Example> byLength = Comparator.comparingInt(example -> example.features().length);
    int shortest = taken.stream().min(byLength).orElseThrow().features().length / mels;
    int longest = taken.stream().max(byLength).orElseThrow().features().length / mels;
    boolean equal = shortest == longest;
    if (!equal) {
      for (int from = 0; from < taken.size(); from += WINDOW * batch) {
        taken.subList(from, Math.min(taken.size(), from + WINDOW * batch)).sort(byLength);
      }
    }
    List<LengthGroup> groups = new ArrayList<>();
    for (int from = 0; from < taken.size(); from += batch) {
      List<Example> some = taken.subList(from, Math.min(taken.size(), from + batch));
      int frames = some.stream().min(byLength).orElseThrow().features().length / mels;
      boolean whole = equal && crop == 0 && frames >= multiple;
      int most = crop > 0 ? Math.min(crop, frames) : frames;
      groups.add(new LengthGroup(some, whole ? frames : Math.max(1, most / multiple) * multiple));
    }
    return equal ? groups : shuffled(groups, random);
  }

  private static List<LengthGroup> shuffled(List<LengthGroup> groups, RandomStream random) {
    List<LengthGroup> shuffled = new ArrayList<>();
    for (int i : random.permutation(groups.size())) {
      shuffled.add(groups.get(i));
    }
    return shuffled;
  }
}

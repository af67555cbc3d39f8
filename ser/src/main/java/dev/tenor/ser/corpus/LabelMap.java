package dev.tenor.ser.corpus;

import dev.tenor.ser.Names;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The classes of a task, in the order of the network's outputs, and which corpus label belongs to
/// which class. The order is stored with each model. Labels are compared without regard to case and
/// to how accents are composed.
///
/// @param labels the classes in output order
/// @param aliases another name of a label → its class, or → `""` for an emotion that is left out
public record LabelMap(List<String> labels, SortedMap<String, String> aliases) {
  private static final String LEFT_OUT = "";

  /// The paper's four classes in the order of its reference code: neutral 0, happy 1, sad 2, angry
  /// 3. As in the paper, excited is happy.
  public static final LabelMap FOUR =
      parse(
          "neutral,happy,sad,angry,neu=neutral,hap=happy,happiness=happy,joy=happy,"
              + "excited=happy,exc=happy,sadness=sad,ang=angry,anger=angry");

  public LabelMap {
    labels = List.copyOf(labels);
    aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
    if (labels.size() < 2) {
      throw new IllegalArgumentException("label map: needs at least 2 classes, has " + labels);
    }
    if (new HashSet<>(labels).size() != labels.size()) {
      throw new IllegalArgumentException("label map: a class occurs twice in " + labels);
    }
    Stream.of(labels, aliases.keySet()).flatMap(Collection::stream).forEach(LabelMap::checkName);
    for (Map.Entry<String, String> alias : aliases.entrySet()) {
      if (labels.contains(alias.getKey())) {
        throw new IllegalArgumentException("label map: " + alias.getKey() + " is a class already");
      }
      if (!alias.getValue().equals(LEFT_OUT) && !labels.contains(alias.getValue())) {
        throw new IllegalArgumentException(
            "label map: "
                + alias
                + " names no class"
                + Names.didYouMean(alias.getValue(), labels)
                + "; classes: "
                + String.join(", ", labels));
      }
    }
  }

  /// Reads `neutral,happy,sad,angry,excited=happy,fear=`: classes in order, aliases as `raw=class`,
  /// emotions to leave out as `raw=`. The inverse of {@link #toString}.
  ///
  /// @throws IllegalArgumentException if it is malformed
  public static LabelMap parse(String text) {
    List<String> labels = new ArrayList<>();
    SortedMap<String, String> aliases = new TreeMap<>();
    for (String item : text.split(",", -1)) {
      int equals = item.indexOf('=');
      if (equals < 0) {
        labels.add(normalise(item));
      } else if (aliases.put(
              normalise(item.substring(0, equals)), normalise(item.substring(equals + 1)))
          != null) {
        throw new IllegalArgumentException("label map: " + item + " repeats an alias");
      }
    }
    return new LabelMap(labels, aliases);
  }

  /// The same classes with more aliases, where their words are not in use.
  LabelMap with(Map<String, String> more) {
    SortedMap<String, String> all = new TreeMap<>(more);
    all.keySet().removeAll(labels);
    all.putAll(aliases);
    return new LabelMap(labels, all);
  }

  public int size() {
    return labels.size();
  }

  /// The output index of a class.
  ///
  /// @throws IllegalArgumentException if `label` is not a class
  public int index(String label) {
    int index = labels.indexOf(label);
    if (index < 0) {
      throw new IllegalArgumentException(
          "label map: no class '" + label + "'; classes: " + String.join(", ", labels));
    }
    return index;
  }

  /// The class of a corpus label; empty if it has none.
  public Optional<String> classOf(String raw) {
    String label = normalise(raw);
    String name = labels.contains(label) ? label : aliases.getOrDefault(label, LEFT_OUT);
    return name.equals(LEFT_OUT) ? Optional.empty() : Optional.of(name);
  }

  /// Whether this map explicitly excludes the corpus label `raw`.
  public boolean leavesOut(String raw) {
    return LEFT_OUT.equals(aliases.get(normalise(raw)));
  }

  @Override
  public String toString() {
    Stream<String> names = aliases.entrySet().stream().map(a -> a.getKey() + "=" + a.getValue());
    return Stream.concat(labels.stream(), names).collect(Collectors.joining(","));
  }

  private static void checkName(String name) {
    if (name.isEmpty() || !name.equals(normalise(name)) || name.matches(".*[,=\\n\\r].*")) {
      throw new IllegalArgumentException(
          "label map: '" + name + "' is not a label; use lower-case words, one class = one name");
    }
  }

  /// As labels are compared: composed, in lower case.
  static String normalise(String label) {
    return Normalizer.normalize(label.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }
}

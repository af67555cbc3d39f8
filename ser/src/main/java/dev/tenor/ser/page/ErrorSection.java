package dev.tenor.ser.page;

import dev.tenor.ser.FileErrors;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.report.Block;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.report.TextTable;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Share;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The errors that the model was most sure of, with their pictures and audio: often a label that
/// can be argued about, or a recording that is not what it should be.
public final class ErrorSection {
  private static final int MOST = 10;

  /// All audio together, so that the page stays below about 2 MB.
  private static final int MOST_BYTES = 800_000;

  private ErrorSection() {}

  /// @param prefix of the name of its table
  public static Section of(String title, String prefix, Answers answers) {
    Predictions p = answers.predictions();
    boolean[] right = p.right();
    int[] said = p.predicted();
    List<Integer> errors =
        IntStream.range(0, p.size())
            .filter(i -> !right[i])
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> -p.probabilities()[i][said[i]])
                    .thenComparing(i -> p.keys().get(i)))
            .limit(MOST)
            .toList();
    Section.Builder section = Section.titled(title);
    if (errors.isEmpty()) {
      return section.text("There is no error.").build();
    }
    section.table(table(prefix, answers, errors, said));
    add(section, answers, errors, said);
    return section.build();
  }

  private static TextTable table(String prefix, Answers answers, List<Integer> errors, int[] said) {
    Predictions p = answers.predictions();
    List<List<String>> rows = new ArrayList<>();
    for (int i : errors) {
      Utterance u = answers.utterances().get(p.keys().get(i));
      rows.add(
          List.of(
              Integer.toString(rows.size() + 1),
              u.key(),
              u.speaker(),
              p.labels().get(p.truth()[i]),
              p.labels().get(said[i]),
              Share.percent(p.probabilities()[i][said[i]]),
              Share.percent(p.probabilities()[i][p.truth()[i]])));
    }
    return new TextTable(
        prefix + "errors",
        "The most confident errors: what the label says, what the model said, and the probabilities"
            + " of both in per cent.",
        List.of("", "utterance", "speaker", "label", "answer", "of the answer", "of the label"),
        rows);
  }

  private static void add(
      Section.Builder section, Answers answers, List<Integer> errors, int[] said) {
    Predictions p = answers.predictions();
    int bytes = 0;
    for (int rank = 0; rank < errors.size(); rank++) {
      String key = p.keys().get(errors.get(rank));
      String text =
          String.format(
              Locale.ROOT,
              "%d. %s: label %s, answer %s",
              rank + 1,
              key,
              p.labels().get(p.truth()[errors.get(rank)]),
              p.labels().get(said[errors.get(rank)]));
      try {
        Snapshot shot = Snapshot.of(answers.utterances().get(key).source());
        boolean fits = bytes + shot.wav().length <= MOST_BYTES;
        bytes += fits ? shot.wav().length : 0;
        section.add(
            new Block.Recording(text + note(shot, fits), shot.png(), fits ? shot.wav() : null));
      } catch (IOException e) {
        String why = ", cannot be read now: " + FileErrors.message(e);
        section.add(new Block.Recording(text + why, null, null));
      }
    }
    section.text(
        "Spectrograms are log-mel, 0 … 8 kHz upwards, dark what is loud. The recordings stay under"
            + " the licence of their corpus: mind it before this page is passed on.");
  }

  private static String note(Snapshot shot, boolean fits) {
    String seconds = String.format(Locale.ROOT, ", %.1f s", shot.seconds());
    String cut =
        shot.seconds() > Snapshot.LONGEST
            ? String.format(Locale.ROOT, ", the first %.0f s are shown", Snapshot.LONGEST)
            : "";
    return seconds + cut + (fits ? "" : "; its audio is left out, to keep the page small");
  }
}

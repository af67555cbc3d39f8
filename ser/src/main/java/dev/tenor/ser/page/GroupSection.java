package dev.tenor.ser.page;

import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.report.Block;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/// For whom and for what the model works better and worse: scores by corpus, sex, speaker and
/// sentence, where the corpus tells them.
public final class GroupSection {
  /// Longer tables are folded.
  private static final int FOLDED_FROM = 13;

  /// Of more sentences than this every one has few utterances: free speech.
  private static final int MOST_SENTENCES = 100;

  private GroupSection() {}

  /// @param prefix of the names of its tables
  /// @param corpusOf the corpus of an utterance
  public static Section of(
      String title, String prefix, Answers answers, Function<Utterance, String> corpusOf) {
    Section.Builder section = Section.titled(title);
    SortedMap<String, Answers> corpora = answers.by(corpusOf);
    if (corpora.size() > 1) {
      section.table(table(prefix + "corpora", "corpus", corpora));
    }
    List<String> untold = new ArrayList<>();
    add(section, prefix + "sexes", "sex", answers.by(Utterance::gender), untold);
    add(section, prefix + "speakers", "speaker", answers.by(Utterance::speaker), untold);
    SortedMap<String, Answers> sentences = answers.by(Utterance::text);
    if (sentences.size() > MOST_SENTENCES) {
      section.text(
          sentences.size() + " different sentences: too many to score each, as in free speech.");
    } else {
      add(section, prefix + "sentences", "sentence", sentences, untold);
    }
    if (!untold.isEmpty()) {
      section.text("The corpus does not tell: " + String.join(", ", untold) + ".");
    }
    return section.build();
  }

  private static void add(
      Section.Builder section,
      String name,
      String kind,
      SortedMap<String, Answers> groups,
      List<String> untold) {
    if (groups.isEmpty()) {
      untold.add(kind);
      return;
    }
    TextTable table = table(name, kind, groups);
    if (groups.size() < FOLDED_FROM) {
      section.table(table);
    } else {
      section.add(
          new Block.Folded(
              "Scores by " + kind + " (" + groups.size() + ")", List.of(new Block.Table(table))));
    }
  }

  private static TextTable table(String name, String kind, SortedMap<String, Answers> groups) {
    ScoreRows rows = new ScoreRows(kind);
    groups.forEach(rows::add);
    return rows.table(
        name,
        "Scores by "
            + kind
            + " in per cent; UA and macro-F1 are means over the classes that the row has.");
  }
}

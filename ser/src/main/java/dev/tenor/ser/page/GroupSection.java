package dev.tenor.ser.page;

import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.report.Block;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.report.TextTable;
import dev.tenor.ser.stats.CorpusScore;
import dev.tenor.ser.stats.Share;
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
  /// @param byCorpus the scores by corpus with those among the classes that each has
  public static Section of(
      String title,
      String prefix,
      Answers answers,
      Function<Utterance, String> corpusOf,
      List<CorpusScore> byCorpus) {
    Section.Builder section = Section.titled(title);
    SortedMap<String, Answers> corpora = answers.by(corpusOf);
    if (corpora.size() > 1) {
      section.table(table(prefix + "corpora", "corpus", corpora));
    }
    if (byCorpus.stream().anyMatch(score -> !score.lacking().isEmpty())) {
      section.table(restricted(prefix, byCorpus));
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

  /// What a model would score that knew which classes a corpus lacks.
  private static TextTable restricted(String prefix, List<CorpusScore> byCorpus) {
    return new TextTable(
        prefix + "restricted",
        "Scores in per cent of the most probable of the classes that a corpus has.",
        List.of("corpus", "utterances", "WA", "UA", "macro-F1", "lacks"),
        byCorpus.stream()
            .map(s ->
                List.of(
                    s.name(),
                    Integer.toString(s.all().count()),
                    Share.percent(s.restricted().wa()),
                    Share.percent(s.restricted().ua()),
                    Share.percent(s.restricted().macroF1()),
                    String.join(", ", s.lacking())))
            .toList());
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

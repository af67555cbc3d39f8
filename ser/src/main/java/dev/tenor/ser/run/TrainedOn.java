package dev.tenor.ser.run;

import dev.tenor.ser.corpus.JoinedListing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.split.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// What models were trained on and chosen by, from the folders of their runs: recordings are the
/// same if their samples are, also in a corpus that has moved or is called otherwise, and speakers
/// if they have the same code in a corpus of the same kind or the same recording.
final class TrainedOn {
  private final Set<String> trained = new HashSet<>();
  private final Set<String> validated = new HashSet<>();
  private final Set<String> speakers = new HashSet<>();

  private TrainedOn() {}

  /// A sentence on how many utterances and speakers the models were trained on.
  ///
  /// @param models the files of the models
  /// @param sounds the hash of each utterance's samples
  static String sentence(
      List<Path> models, List<CorpusSpec> corpora, List<Utterance> utterances, List<String> sounds)
      throws IOException {
    TrainedOn known = new TrainedOn();
    for (Path model : models) {
      RunDirectory run = new RunDirectory(model.toAbsolutePath().getParent());
      if (!RunDirectory.isBegun(run.path()) || !Files.exists(run.utterances())) {
        return model
            + " is in no run folder, so it cannot be told how many of these utterances and speakers it"
            + " knows";
      }
      known.add(run);
    }
    return known.count(corpora, utterances, sounds);
  }

  private void add(RunDirectory run) throws IOException {
    List<CorpusSpec> corpora = run.spec().corpora();
    UtteranceFile file = UtteranceFile.read(run.utterances());
    for (Side side : List.of(Side.TRAIN, Side.VAL)) {
      for (UtteranceFile.Known row : file.known(side)) {
        (side == Side.TRAIN ? trained : validated).add(row.sha256());
        speakers.add(speaker(corpora, row.speaker()));
      }
    }
  }

  private String count(List<CorpusSpec> corpora, List<Utterance> utterances, List<String> sounds) {
    Set<String> all = new TreeSet<>();
    Set<String> shared = new TreeSet<>();
    int train = 0;
    int val = 0;
    for (int i = 0; i < utterances.size(); i++) {
      String speaker = speaker(corpora, utterances.get(i).speaker());
      all.add(speaker);
      boolean isTrained = trained.contains(sounds.get(i));
      boolean isValidated = !isTrained && validated.contains(sounds.get(i));
      train += isTrained ? 1 : 0;
      val += isValidated ? 1 : 0;
      if (isTrained || isValidated || speakers.contains(speaker)) {
        shared.add(speaker);
      }
    }
    if (train + val + shared.size() == 0) {
      return "no utterance and no speaker of these was trained on";
    }
    return String.format(
        Locale.ROOT,
        "of these %d utterances, %d were trained on and %d chose the epoch; of %d speakers, %d are"
            + " known from training: the scores are not those of unknown speakers",
        utterances.size(),
        train,
        val,
        all.size(),
        shared.size());
  }

  /// The speaker's code behind the kind of the corpus, also where a joined listing put the corpus'
  /// name before it.
  private static String speaker(List<CorpusSpec> corpora, String code) {
    for (CorpusSpec corpus : corpora) {
      String start = JoinedListing.key(corpus.name(), "");
      if (corpora.size() == 1 || code.startsWith(start)) {
        String own = corpora.size() == 1 ? code : code.substring(start.length());
        return JoinedListing.key(corpus.kind(), own);
      }
    }
    return code;
  }
}

package dev.tenor.ser.data;

import dev.tenor.ser.audio.Cmvn;
import dev.tenor.ser.audio.CmvnOver;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.corpus.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Normalisation over all recordings of a speaker or of a corpus, see [CmvnOver]; of single
/// utterances the front end takes care.
///
/// @param over not [CmvnOver#UTTERANCE] where `cmvn` does anything
public record GroupCmvn(Cmvn cmvn, CmvnOver over) {
  /// What is left to do behind the front end of these settings.
  public static GroupCmvn of(FeatureConfig features) {
    boolean done = features.cmvnOver() == CmvnOver.UTTERANCE;
    return new GroupCmvn(done ? Cmvn.NONE : features.cmvn(), features.cmvnOver());
  }

  /// Normalises in place what a front end made of utterances: the log-mels of a network, or
  /// functionals. Only these utterances count: of a split, each subset is normalised by itself.
  ///
  /// @param features of each utterance, [rows · columns]
  public void apply(List<Utterance> utterances, List<float[]> features, int columns) {
    if (cmvn == Cmvn.NONE) {
      return;
    }
    SortedMap<String, List<float[]>> groups = new TreeMap<>();
    for (int i = 0; i < features.size(); i++) {
      groups.computeIfAbsent(group(utterances.get(i)), _ -> new ArrayList<>()).add(features.get(i));
    }
    groups.values().forEach(group -> cmvn.apply(group, columns));
  }

  private String group(Utterance utterance) {
    String corpus = utterance.corpus() == null ? "" : utterance.corpus();
    return over == CmvnOver.SPEAKER ? corpus + "/" + utterance.speaker() : corpus;
  }
}

package dev.tenor.ser.audio;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// What the statistics of [Cmvn] are of.
public enum CmvnOver {
  /// One utterance.
  @JsonProperty("utterance")
  UTTERANCE,

  /// All recordings of a speaker that are there, as Kaldi's `apply-cmvn --utt2spk`: takes away what
  /// a voice is always like, and leaves how it differs from that. A model that was trained so needs
  /// several recordings of whoever it is to judge, in several moods, but not their labels.
  @JsonProperty("speaker")
  SPEAKER,

  /// All recordings of a corpus: takes away microphone, room and level.
  @JsonProperty("corpus")
  CORPUS;

  /// The word in settings and messages.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

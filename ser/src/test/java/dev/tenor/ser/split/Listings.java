package dev.tenor.ser.split;

import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// Made-up corpora.
final class Listings {
  private Listings() {}

  /// `perClass` utterances of each of the four classes for each speaker; odd ones are male.
  static Listing of(int speakers, int perClass) {
    List<Utterance> utterances = new ArrayList<>();
    for (int speaker = 1; speaker <= speakers; speaker++) {
      for (String emotion : LabelMap.FOUR.labels()) {
        for (int i = 0; i < perClass; i++) {
          String gender = speaker % 2 == 0 ? "female" : "male";
          utterances.add(
              utterance(String.format(Locale.ROOT, "s%02d", speaker), null, gender, emotion, i));
        }
      }
    }
    return of(utterances);
  }

  /// Two speakers a session, two utterances a class.
  static Listing withSessions(int sessions) {
    List<Utterance> utterances = new ArrayList<>();
    for (Utterance u : of(2 * sessions, 2).utterances()) {
      int session = (Integer.parseInt(u.speaker().substring(1)) + 1) / 2;
      utterances.add(
          new Utterance(
              u.key(), u.audio(), u.emotion(), u.speaker(), "Ses" + session, null, null, null));
    }
    return of(utterances);
  }

  static Listing of(List<Utterance> utterances) {
    return new Listing("made-up", LabelMap.FOUR, utterances, new TreeMap<>(), List.of());
  }

  static Utterance utterance(
      String speaker, String session, String gender, String emotion, int index) {
    String key = String.format(Locale.ROOT, "%s/%s_%02d.wav", speaker, emotion, index);
    return new Utterance(key, Path.of(key), emotion, speaker, session, null, gender, null);
  }
}

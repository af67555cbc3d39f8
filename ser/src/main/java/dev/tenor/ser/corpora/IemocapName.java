package dev.tenor.ser.corpora;

import dev.tenor.ser.corpus.Turn;
import dev.tenor.ser.corpus.Utterance;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an utterance of IEMOCAP, for example `Ses01F_impro04_M003`. The letter after the
/// session is the actor with motion-capture markers; the speaker is the letter of the last part.
///
/// @param session `1` … `5`
/// @param dialogue `Ses01F_impro04`
/// @param scenario `impro04`
/// @param letter of the speaker, `F` or `M`
/// @param turn counted for each speaker of a dialogue
record IemocapName(String session, String dialogue, String scenario, String letter, int turn) {
  private static final Pattern NAME =
      Pattern.compile(
          "(Ses0([1-5])[FM]_(impro\\d\\d[ab]?|script\\d\\d_\\d[ab]?))_([FM])(?:XX)?(\\d{1,3})");

  /// The name's parts; empty if it is malformed.
  static Optional<IemocapName> parse(String name) {
    Matcher m = NAME.matcher(name);
    return m.matches()
        ? Optional.of(
            new IemocapName(
                m.group(2), m.group(1), m.group(3), m.group(4), Integer.parseInt(m.group(5))))
        : Optional.empty();
  }

  /// The actor: session and letter, `1F` … `5M`.
  String speaker() {
    return session + letter;
  }

  Utterance utterance(String key, Path audio, String emotion, Double seconds) {
    return new Utterance(
        key,
        audio,
        emotion,
        speaker(),
        session,
        null,
        letter.equals("F") ? "female" : "male",
        seconds,
        new Turn(dialogue, scenario, letter, turn),
        null);
  }
}

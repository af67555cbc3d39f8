package dev.tenor.ser.corpus;

import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.Segment;
import java.nio.file.Path;
import java.util.Objects;

/// One recording of one speaker, or a segment of one.
///
/// @param key unique within the corpus: the path relative to the corpus folder, with `/`; the order
///   of a corpus is the order of its keys
/// @param audio where the recording lies; several utterances may lie in one
/// @param emotion the class, one of the labels of the corpus' {@link LabelMap}
/// @param speaker the speaker's code, unique within the corpus
/// @param session recording session or dialogue group, null where the corpus has none
/// @param text the transcript or a code of the sentence, null if unknown
/// @param gender `female`, `male` or the corpus' own word, null if unknown
/// @param seconds the length according to the corpus, null if unknown
/// @param turn its place in a conversation, null where there is none
/// @param part the subset that the corpus' authors assigned it to (`train`, `val`, `test`), null if
///   none
/// @param segment which part of the recording it is
/// @param corpus the corpus that it is from, where a listing holds several; null where it holds one
public record Utterance(
    String key,
    Path audio,
    String emotion,
    String speaker,
    String session,
    String text,
    String gender,
    Double seconds,
    Turn turn,
    String part,
    Segment segment,
    String corpus) {
  public Utterance {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(segment, "segment");
    requireText(key, "key");
    requireText(emotion, "emotion of " + key);
    requireText(speaker, "speaker of " + key);
  }

  /// A recording of a corpus without conversations and published subsets.
  public Utterance(
      String key,
      Path audio,
      String emotion,
      String speaker,
      String session,
      String text,
      String gender,
      Double seconds) {
    this(key, audio, emotion, speaker, session, text, gender, seconds, null, null);
  }

  /// A whole recording.
  public Utterance(
      String key,
      Path audio,
      String emotion,
      String speaker,
      String session,
      String text,
      String gender,
      Double seconds,
      Turn turn,
      String part) {
    this(
        key,
        audio,
        emotion,
        speaker,
        session,
        text,
        gender,
        seconds,
        turn,
        part,
        Segment.WHOLE,
        null);
  }

  /// The audio of this utterance.
  public AudioSource source() {
    return new AudioSource(audio, segment);
  }

  /// The same recording under the class `label`.
  public Utterance withEmotion(String label) {
    return new Utterance(
        key, audio, label, speaker, session, text, gender, seconds, turn, part, segment, corpus);
  }

  /// The same recording of a speaker of this gender.
  public Utterance withGender(String other) {
    return new Utterance(
        key, audio, emotion, speaker, session, text, other, seconds, turn, part, segment, corpus);
  }

  /// The same recording of these words.
  public Utterance withText(String words) {
    return new Utterance(
        key, audio, emotion, speaker, session, words, gender, seconds, turn, part, segment, corpus);
  }

  /// The same recording at another place.
  public Utterance withAudio(Path place) {
    return new Utterance(
        key, place, emotion, speaker, session, text, gender, seconds, turn, part, segment, corpus);
  }

  /// The same recording in a listing of several corpora: its key and all codes that are only known
  /// within its own corpus are `name/code`.
  ///
  /// @param name of the corpus in that listing
  /// @param group what its scores are reported under
  Utterance within(String name, String group) {
    return new Utterance(
        name + "/" + key,
        audio,
        emotion,
        name + "/" + speaker,
        prefixed(name, session),
        prefixed(name, text),
        gender,
        seconds,
        turn == null
            ? null
            : new Turn(
                name + "/" + turn.dialogue(),
                prefixed(name, turn.scenario()),
                turn.role(),
                turn.index()),
        part,
        segment,
        group);
  }

  private static String prefixed(String name, String code) {
    return code == null ? null : name + "/" + code;
  }

  private static void requireText(String value, String what) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("utterance: " + what + " is empty");
    }
  }
}

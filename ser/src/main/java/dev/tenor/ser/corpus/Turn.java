package dev.tenor.ser.corpus;

import java.util.Objects;

/// Where an utterance stands in a conversation. Neighbouring turns of a speaker often share their
/// emotion, so a split that divides a dialogue leaks labels.
///
/// @param dialogue unique within the corpus
/// @param scenario what is played or talked about, the same in other dialogues; null if unknown
/// @param role which part the speaker has in the dialogue
/// @param index the number of the turn, counted for each role or over the dialogue
public record Turn(String dialogue, String scenario, String role, int index) {
  public Turn {
    Objects.requireNonNull(dialogue, "dialogue");
    Objects.requireNonNull(role, "role");
  }
}

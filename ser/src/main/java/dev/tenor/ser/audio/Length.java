package dev.tenor.ser.audio;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How many frames the log-mel matrix of an utterance has.
public enum Length {
  /// As many as the longest: shorter utterances are padded with zeros at the end.
  @JsonProperty("fixed")
  FIXED,

  /// As many as are heard of it. Nothing is padded, so a network hears no silence that nobody
  /// recorded, and an utterance has the same features whatever it is stored with.
  @JsonProperty("own")
  OWN
}

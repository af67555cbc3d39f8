package dev.tenor.ser.audio;

/// Takes the mono samples of a recording as they are decoded, see [AudioReader#stream].
public interface SampleSink {
  /// Called once, before any sample.
  ///
  /// @param sampleRate in hertz
  void begin(int sampleRate);

  /// @param sample full scale is ±1
  void add(float sample);

  /// Whether no further sample is wanted: the decoder stops.
  default boolean full() {
    return false;
  }
}

package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;

/// Takes the samples of a recording from a decoder, in their order. A frame is one sample of each
/// channel at one instant.
interface FrameSink {
  /// Called once, before any frame.
  ///
  /// @throws DataException where the rate or the channels make no sense
  void begin(int sampleRate, ChannelLayout layout) throws DataException;

  /// @param frame one sample per channel, full scale being ±1; the caller uses the array again
  /// @throws DataException where a sample is infinite or not a number
  void add(double[] frame) throws DataException;

  /// Whether no further frame is wanted: the decoder may stop.
  boolean full();

  /// The number of frames that are not needed next. A decoder that can seek skips them and calls
  /// [#skip]; others pass them on.
  long unwanted();

  /// Takes so many frames, at most [#unwanted], as read.
  void skip(long frames);
}

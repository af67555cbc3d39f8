package dev.tenor.ser.audio;

import java.io.IOException;
import java.nio.file.Path;

/// Decodes the packets of one logical Ogg stream.
interface OggCodec {
  /// The metadata in the first packet of a stream.
  ///
  /// @param preSkip samples per channel at the beginning that are no part of the recording
  record Head(int rate, ChannelLayout layout, int preSkip) {
    int channels() {
      return layout.channels();
    }
  }

  Head head();

  /// @param packet the next one, those with headers first
  /// @param out takes the samples
  /// @throws dev.tenor.ser.DataException where it is damaged
  /// @throws UnsupportedCodingException if the decoder does not support the settings in its headers
  void decode(byte[] packet, OggSamples out) throws IOException;

  /// @param packet the first of a logical stream
  /// @return null where that is of another codec
  static OggCodec of(Path file, byte[] packet) throws IOException {
    OggCodec vorbis = VorbisCodec.of(file, packet);
    return vorbis != null ? vorbis : OpusCodec.of(file, packet);
  }
}

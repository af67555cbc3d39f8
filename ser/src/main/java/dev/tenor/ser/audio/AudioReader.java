package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads WAV, FLAC, MP3 and Ogg Vorbis, recognised by their content and not by their name.
public final class AudioReader {
  private AudioReader() {}

  /// Decodes the beginning of a recording and mixes it to mono.
  ///
  /// The samples keep the recording's rate. A little more than `maxSeconds` is decoded, so that a
  /// resampler finds what it needs at the cut; however long the file, no more is read or held.
  ///
  /// @param maxSeconds positive, infinite for the whole recording
  /// @throws DataException where the file is missing, no recording of these formats, cut short,
  ///   damaged or without a sample
  public static AudioClip read(AudioSource source, double maxSeconds) throws IOException {
    if (!(maxSeconds > 0)) {
      throw new IllegalArgumentException("maxSeconds is " + maxSeconds + ", must be positive");
    }
    MixSink sink = MixSink.keeping(source, maxSeconds);
    return sink.clip(decode(source.file(), sink));
  }

  /// Decodes the beginning of a whole recording, see [#read(AudioSource, double)].
  public static AudioClip read(Path file, double maxSeconds) throws IOException {
    return read(AudioSource.of(file), maxSeconds);
  }

  /// Measures a recording without holding its samples.
  static AudioFacts measure(AudioSource source) throws IOException {
    MixSink sink = MixSink.measuring(source, null);
    Decoded decoded = decode(source.file(), sink);
    if (sink.hasDeadChannels()) { // rare, and known at the end only: mix again without them
      sink = MixSink.measuring(source, sink.alive());
      decoded = decode(source.file(), sink);
    }
    return sink.facts(decoded);
  }

  private static Decoded decode(Path file, FrameSink sink) throws IOException {
    checkReadable(file);
    byte[] head = head(file, 0);
    long tagBytes = AudioFormat.id3Bytes(head);
    AudioFormat format = AudioFormat.of(tagBytes > 0 ? head(file, tagBytes) : head);
    try {
      return switch (format) {
        case WAV -> WavReader.read(file, sink);
        case FLAC -> FlacReader.read(file, tagBytes, sink);
        case MP3 -> Mp3Reader.read(file, tagBytes, sink);
        case OGG -> OggReader.read(file, sink);
        case UNKNOWN -> throw new DataException(unknown(file, head));
      };
    } catch (RuntimeException e) {
      // The decoding libraries trust what they read: damaged files make them index past the end of
      // an array.
      throw new DataException(
          file + ": cannot be decoded as " + format + " (" + e + "); the file is damaged", e);
    }
  }

  private static void checkReadable(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new DataException(file + ": no such file; check the path");
    }
    if (Files.isDirectory(file)) {
      throw new DataException(file + ": is a folder; name an audio file in it");
    }
    if (!Files.isReadable(file)) {
      throw new DataException(file + ": may not be read; check its permissions");
    }
    if (Files.size(file) == 0) {
      throw new DataException(file + ": is empty; copy or record it again");
    }
  }

  private static byte[] head(Path file, long offset) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.min(offset, Files.size(file)));
      return in.readNBytes(AudioFormat.HEAD_BYTES);
    }
  }

  private static String unknown(Path file, byte[] head) {
    String start = new String(head, StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e]", ".");
    return file
        + ": is no recording in a known format (begins with '"
        + start
        + "'); convert it to WAV, FLAC, MP3 or Ogg Vorbis";
  }
}

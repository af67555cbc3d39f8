package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads WAV, AIFF, AU, FLAC, MP3, Ogg Vorbis and Opus, and other formats where `ffmpeg` is
/// installed; recognised by their content and not by their name.
public final class AudioReader {
  private static final int MAX_JUNK_BYTES = 1 << 16;

  /// What tells the formats that have tags in front.
  private static final int MIN_HEAD_BYTES = 12;

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
    if (Spool.isStream(file)) {
      try (Spool spool = Spool.of(file)) {
        return decode(spool.file(), file, sink);
      }
    }
    checkReadable(file);
    return decode(file, file, sink);
  }

  /// @param name what the user calls the file
  private static Decoded decode(Path file, Path name, FrameSink sink) throws IOException {
    long start = start(file);
    byte[] head = head(file, start);
    AudioFormat format = AudioFormat.of(head);
    try {
      return switch (format) {
        case WAV -> WavReader.read(file, start, sink);
        case FLAC -> FlacReader.read(file, start, sink);
        case MP3 -> Mp3Reader.read(file, start, sink);
        case OGG -> OggReader.read(file, start, sink);
        case OPUS -> OpusReader.read(file, start, sink);
        case AIFF -> AiffReader.read(file, start, sink);
        case AU -> AuReader.read(file, start, sink);
        case MP4 -> AacReader.readMp4(file, sink);
        case ADTS -> AacReader.readAdts(file, start, sink);
        case FFMPEG -> Ffmpeg.read(file, name, sink);
        case UNKNOWN -> throw new DataException(name + ": " + NotAudio.describe(head));
      };
    } catch (RuntimeException e) {
      // The decoding libraries trust what they read: damaged files make them index past the end of
      // an array.
      throw new DataException(
          name + ": cannot be decoded as " + format + " (" + e + "); the file is damaged", e);
    }
  }

  /// Where the recording begins behind tags, and behind zeros or junk that programs leave there.
  private static long start(Path file) throws IOException {
    long at = 0;
    for (long tag = AudioFormat.id3Bytes(head(file, at));
        tag > 0;
        tag = AudioFormat.id3Bytes(head(file, at))) {
      at += tag;
    }
    if (at == 0 || AudioFormat.of(head(file, at)) != AudioFormat.UNKNOWN) {
      return at;
    }
    byte[] junk = bytes(file, at, MAX_JUNK_BYTES);
    for (int i = 1; i + MIN_HEAD_BYTES <= junk.length; i++) {
      byte[] head = Arrays.copyOfRange(junk, i, Math.min(junk.length, i + MIN_HEAD_BYTES));
      if (AudioFormat.of(head) != AudioFormat.UNKNOWN) {
        return at + i;
      }
    }
    return at;
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
    return bytes(file, offset, AudioFormat.HEAD_BYTES);
  }

  private static byte[] bytes(Path file, long offset, int count) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.min(offset, Files.size(file)));
      return in.readNBytes(count);
    }
  }
}

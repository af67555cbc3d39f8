package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Reads WAV, FLAC, MP3, Ogg Vorbis and Opus, AAC, AIFF and AU, and others through `ffmpeg` where
/// it is installed, recognised by their content and not by their name, from files, pipes and, as
/// `-`, from standard input.
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
    try (AudioInput input = AudioInput.open(source.file())) {
      return sink.clip(decode(input, sink));
    }
  }

  /// Decodes the beginning of a whole recording, see [#read(AudioSource, double)].
  public static AudioClip read(Path file, double maxSeconds) throws IOException {
    return read(AudioSource.of(file), maxSeconds);
  }

  /// Measures a recording without holding its samples.
  static AudioFacts measure(AudioSource source) throws IOException {
    try (AudioInput input = AudioInput.open(source.file())) {
      MixSink sink = MixSink.measuring(source, null);
      Decoded decoded = decode(input, sink);
      if (sink.hasDeadChannels()) { // rare, and known at the end only: mix again without them
        sink = MixSink.measuring(source, sink.alive());
        decoded = decode(input, sink);
      }
      return sink.facts(decoded);
    }
  }

  /// Passes the mix of a recording on as it is decoded, however long it is, and measures it.
  ///
  /// @param sinks makes one for each pass. There is a second pass if a channel turns out silent
  ///   beside the others, without that one; the samples of the first are void.
  /// @return the facts of the whole recording, or of what was read until the sink was full
  /// @throws DataException as [#read(AudioSource, double)] does
  public static AudioFacts stream(AudioSource source, Supplier<? extends SampleSink> sinks)
      throws IOException {
    try (AudioInput input = AudioInput.open(source.file())) {
      SampleSink out = sinks.get();
      MixSink sink = MixSink.passing(source, null, out);
      Decoded decoded = decode(input, sink);
      if (sink.hasDeadChannels() && !out.full()) {
        sink = MixSink.passing(source, sink.alive(), sinks.get());
        decoded = decode(input, sink);
      }
      return sink.facts(decoded);
    }
  }

  private static Decoded decode(AudioInput input, FrameSink sink) throws IOException {
    Path file = input.file();
    StreamStart start = StreamStart.of(file);
    try {
      return switch (start.format()) {
        case WAV -> WavReader.read(file, start.at(), sink);
        case FLAC -> FlacReader.read(file, start.at(), sink);
        case MP3 -> Mp3Reader.read(file, start.at(), sink);
        case OGG -> OggReader.read(file, start.at(), sink);
        case MP4 -> AacReader.readMp4(file, sink);
        case ADTS -> AacReader.readAdts(file, start.at(), sink);
        case FFMPEG ->
            Ffmpeg.installed()
                .read(file, input.name(), AudioFormat.nameForFfmpeg(start.head(), 0), sink);
        case AIFF -> AiffReader.read(file, start.at(), sink);
        case AU -> AuReader.read(file, start.at(), sink);
        case UNKNOWN -> throw new DataException(file + ": " + ForeignFile.describe(start.head()));
      };
    } catch (DataException e) {
      throw input.named(e);
    } catch (UnsupportedCodingException e) {
      return Ffmpeg.installed().read(file, input.name(), e.getMessage(), sink);
    } catch (EOFException e) {
      throw new DataException(
          input.name() + ": was cut short or is damaged (" + start.format() + "); copy it again",
          e);
    } catch (RuntimeException e) {
      // The decoding libraries trust what they read: damaged files make them index past the end of
      // an array.
      throw new DataException(
          input.name()
              + ": cannot be decoded as "
              + start.format()
              + " ("
              + e
              + "); the file is damaged",
          e);
    }
  }
}

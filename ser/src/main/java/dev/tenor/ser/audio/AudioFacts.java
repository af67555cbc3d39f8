package dev.tenor.ser.audio;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a recording, or what was heard of it, is like.
///
/// @param seconds the length of the whole recording or segment
/// @param heardSeconds how much of it was decoded; what follows is as if there were no more
/// @param channels of the file
/// @param deadChannels how many of them are silent beside the others and were left out of the mix
/// @param lowest the smallest sample of the mix, likewise `highest`, 1 being full scale
/// @param rms root mean square of the mix
/// @param channelPeak the largest absolute sample of any channel before the mix
/// @param fullScale how many samples are at full scale of 16 bits
/// @param longestRun how many of them follow each other at most
/// @param sha256 of the decoded samples and their rate, the same for the same sound in another file
///   format or with other tags
/// @param warnings what was wrong with the file and could be overcome
@JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public record AudioFacts(
    double seconds,
    double heardSeconds,
    int sampleRate,
    int channels,
    int deadChannels,
    double lowest,
    double highest,
    double rms,
    double channelPeak,
    long fullScale,
    long longestRun,
    String sha256,
    List<String> warnings) {
  private static final int CLIPPED_RUN = 3;

  /// 60 dB below full scale.
  private static final double SILENCE = 1e-3;

  /// 50 dB below full scale.
  private static final double QUIET = 3.16e-3;

  /// 40 dB: a mix that far below its channels is what they do not have in common.
  private static final double CANCELLED = 1e-2;

  private static final double CUT_SECONDS = 0.05;

  /// The shortest recording that can hold a syllable.
  private static final double SHORTEST_SECONDS = 0.1;

  public AudioFacts {
    warnings = List.copyOf(warnings);
  }

  /// Reads a recording to its end, however long it is, without holding it.
  ///
  /// @throws dev.tenor.ser.DataException if it cannot be read
  public static AudioFacts of(AudioSource source) throws IOException {
    return AudioReader.measure(source);
  }

  /// The largest absolute sample of the mix.
  public double peak() {
    return Math.max(Math.abs(lowest), Math.abs(highest));
  }

  /// Whether the mix never leaves ±60 dB around a constant.
  public boolean isSilent() {
    return highest - lowest < 2 * SILENCE;
  }

  /// Whether the channels hold sound that is gone in their mix, being of opposite sign.
  public boolean isCancelled() {
    return channelPeak >= SILENCE && peak() < CANCELLED * channelPeak;
  }

  /// Whether the tops of the wave are cut off: one sample at full scale may be a normalised peak,
  /// three in a row are not.
  public boolean isClipped() {
    return longestRun >= CLIPPED_RUN;
  }

  public boolean isTooShort() {
    return seconds < SHORTEST_SECONDS;
  }

  /// Whether there is something to hear, but nothing louder than 50 dB below full scale.
  public boolean isQuiet() {
    return nothingToHear() == null && peak() < QUIET;
  }

  /// Whether the recording goes on after what was heard, by more than the end of a sound.
  public boolean isCut() {
    return seconds > heardSeconds + CUT_SECONDS;
  }

  /// Why there is nothing to hear, for people; null where there is.
  public String nothingToHear() {
    if (isTooShort()) {
      return String.format(Locale.ROOT, "too short: %.3f s", seconds);
    }
    if (isCancelled()) {
      return "its channels cancel each other: one of them is inverted";
    }
    if (isSilent()) {
      String where =
          isCut()
              ? String.format(Locale.ROOT, " in the first %.1f s of %.1f s", heardSeconds, seconds)
              : "";
      return peak() < SILENCE
          ? "silent" + where + ": nothing is louder than 60 dB below full scale"
          : String.format(Locale.ROOT, "silent%s: a constant of %.3f", where, highest);
    }
    return null;
  }

  /// What the user should know of the recording, each in a few words.
  public List<String> problems() {
    List<String> problems = new ArrayList<>(warnings);
    if (nothingToHear() != null) {
      problems.add(nothingToHear());
    }
    if (isQuiet()) {
      problems.add(
          String.format(
              Locale.ROOT, "very quiet: peak %.0f dB below full scale", -20 * Math.log10(peak())));
    }
    if (isClipped()) {
      problems.add("clipped: " + longestRun + " samples in a row at full scale");
    }
    if (deadChannels > 0) {
      problems.add(deadChannels + " of " + channels + " channels silent, left out");
    }
    return problems;
  }
}

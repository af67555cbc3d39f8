package dev.tenor.ser.audio;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Properties of a recording, or of its decoded part.
///
/// @param seconds the length of the whole recording or segment
/// @param heardSeconds how much of it was decoded; the other properties are of this part
/// @param channels of the file
/// @param deadChannels how many of them are silent compared with the others, and excluded from the
///   mix
/// @param lowest the smallest sample of the mix, likewise `highest`, 1 being full scale
/// @param rms root mean square of the mix
/// @param channelPeak the largest absolute sample of any channel before the mix
/// @param fullScale how many samples are at full scale of 16 bits
/// @param longestRun how many of them follow each other at most
/// @param sha256 of the decoded samples and their rate, independent of file format and tags
/// @param warnings recoverable problems of the file
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

  /// 40 dB: if the mix is this far below its channels, they cancel each other.
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

  /// Whether there is a signal, but below −50 dB full scale throughout.
  public boolean isQuiet() {
    return nothingToHear() == null && peak() < QUIET;
  }

  /// Whether a relevant part of the recording follows after the decoded part.
  public boolean isCut() {
    return seconds > heardSeconds + CUT_SECONDS;
  }

  /// Why the recording has no signal, as text; null if it has one.
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

  /// Problems of the recording, each in a few words.
  public List<String> problems() {
    List<String> problems = new ArrayList<>(warnings);
    if (nothingToHear() != null) {
      problems.add(nothingToHear());
    }
    if (isQuiet()) {
      problems.add(
          String.format(
              Locale.ROOT,
              "very quiet: peak %.0f dB below full scale",
              -20 * StrictMath.log10(peak())));
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

package dev.tenor.ser.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where in a recording there is speech, in steps of 10 ms.
///
/// 1. The noise floor is the level between 300 and 3400 Hz that a tenth of the recording's frames
///    do not exceed, at least −80 dB of full scale.
/// 2. A frame is active from where the level rises 6 dB above the floor to where it falls below 3
///    dB above it (hysteresis).
/// 3. A voiced frame is one with the period of a voice, see [SpeechFrames]; fewer than 3 in a row
///    are chance and do not count.
/// 4. Speech is what is active within 200 ms of an active voiced frame, without a gap between them:
///    stops and fricatives belong to the vowels beside them, noise alone does not.
/// 5. Gaps of up to 200 ms within speech are filled, and what is shorter than 100 ms is left out.
///
/// Its limits: whispered speech has no voice and is not found, and music is taken for speech where
/// it has one pitch and rises above the noise.
public final class SpeechActivity {
  /// Frames in a second.
  public static final int FRAMES_PER_SECOND = SpeechFrames.RATE / SpeechFrames.HOP;

  private static final double FLOOR_SHARE = 0.1;
  private static final float LOWEST_FLOOR = -80;
  private static final float OPEN_DB = 6;
  private static final float CLOSE_DB = 3;
  private static final int VOICED_FRAMES = 3;
  private static final int REACH_FRAMES = 20;
  private static final int GAP_FRAMES = 20;
  private static final int SHORTEST_FRAMES = 10;

  private final float[] decibels;
  private final float floor;

  /// How many frames before each one are speech, [frames + 1].
  private final int[] before;

  private SpeechActivity(float[] decibels, boolean[] voiced) {
    this.decibels = decibels;
    floor = floor(decibels);
    boolean[] speech = speech(active(), runs(voiced, VOICED_FRAMES));
    before = new int[speech.length + 1];
    for (int t = 0; t < speech.length; t++) {
      before[t + 1] = before[t] + (speech[t] ? 1 : 0);
    }
  }

  /// The activity of a recording in memory.
  ///
  /// @param samples mono
  /// @param sampleRate in hertz
  public static SpeechActivity of(float[] samples, int sampleRate) {
    float[] narrow = SpeechFrames.resampler(sampleRate).resample(samples);
    return of(List.of(SpeechFrames.of(narrow, 0, narrow.length)));
  }

  /// The activity of a recording.
  ///
  /// @param parts of it, in their order; see [Block#speech]
  public static SpeechActivity of(List<SpeechFrames> parts) {
    int count = parts.stream().mapToInt(p -> p.voiced().length).sum();
    float[] decibels = new float[count];
    boolean[] voiced = new boolean[count];
    int at = 0;
    for (SpeechFrames p : parts) {
      System.arraycopy(p.decibels(), 0, decibels, at, p.decibels().length);
      System.arraycopy(p.voiced(), 0, voiced, at, p.voiced().length);
      at += p.voiced().length;
    }
    return new SpeechActivity(decibels, voiced);
  }

  /// The number of frames.
  public int frames() {
    return decibels.length;
  }

  /// The level of frame t between 300 and 3400 Hz, in decibels relative to a full-scale sine.
  public float decibels(int t) {
    return decibels[t];
  }

  /// Whether frame t is speech.
  public boolean isSpeech(int t) {
    return before[t + 1] > before[t];
  }

  /// Seconds of speech in the recording.
  public double seconds() {
    return (double) before[frames()] / FRAMES_PER_SECOND;
  }

  /// Seconds of speech from `start` to `end`, in seconds.
  public double seconds(double start, double end) {
    int count = before[frame(end)] - before[frame(start)];
    return Math.min((double) count / FRAMES_PER_SECOND, end - start);
  }

  /// Where speech is, without gaps between neighbours.
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    int start = 0;
    for (int t = 0; t <= frames(); t++) {
      if (t == frames() || !isSpeech(t)) {
        if (t > start) {
          segments.add(
              new Segment((double) start / FRAMES_PER_SECOND, (double) t / FRAMES_PER_SECOND));
        }
        start = t + 1;
      }
    }
    return segments;
  }

  private int frame(double seconds) {
    return Math.clamp(Math.round(seconds * FRAMES_PER_SECOND), 0, frames());
  }

  private static float floor(float[] decibels) {
    if (decibels.length == 0) {
      return LOWEST_FLOOR;
    }
    float[] sorted = decibels.clone();
    Arrays.sort(sorted);
    return Math.max(LOWEST_FLOOR, sorted[(int) (FLOOR_SHARE * sorted.length)]);
  }

  private boolean[] active() {
    boolean[] active = new boolean[frames()];
    boolean open = false;
    for (int t = 0; t < active.length; t++) {
      open = decibels[t] >= floor + (open ? CLOSE_DB : OPEN_DB);
      active[t] = open;
    }
    return active;
  }

  private static boolean[] speech(boolean[] active, boolean[] voiced) {
    boolean[] speech = new boolean[active.length];
    int left = 0; // how far speech may still reach
    for (int t = 0; t < speech.length; t++) {
      left = !active[t] ? 0 : voiced[t] ? REACH_FRAMES + 1 : Math.max(0, left - 1);
      speech[t] = left > 0;
    }
    left = 0;
    for (int t = speech.length - 1; t >= 0; t--) {
      left = !active[t] ? 0 : voiced[t] ? REACH_FRAMES + 1 : Math.max(0, left - 1);
      speech[t] |= left > 0;
    }
    return runs(filled(speech), SHORTEST_FRAMES);
  }

  /// With the gaps between speech filled, those at the ends left.
  private static boolean[] filled(boolean[] speech) {
    boolean[] filled = speech.clone();
    int last = -1;
    for (int t = 0; t < speech.length; t++) {
      if (speech[t]) {
        if (last >= 0 && t - last - 1 <= GAP_FRAMES) {
          Arrays.fill(filled, last, t, true);
        }
        last = t;
      }
    }
    return filled;
  }

  /// Without the runs of fewer than `shortest` frames.
  private static boolean[] runs(boolean[] frames, int shortest) {
    boolean[] kept = new boolean[frames.length];
    int start = 0;
    for (int t = 0; t <= frames.length; t++) {
      if (t == frames.length || !frames[t]) {
        if (t - start >= shortest) {
          Arrays.fill(kept, start, t, true);
        }
        start = t + 1;
      }
    }
    return kept;
  }
}

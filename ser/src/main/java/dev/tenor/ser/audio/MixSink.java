package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// Mixes the frames of a segment to mono and measures them; keeps the samples up to a limit if
/// needed.
///
/// The mix is the weighted mean of the channels that are not dead: Σ wᵢ·xᵢ / Σ wᵢ. These are known
/// only at the end. Kept samples are divided then; if none are kept, the constructor gets the
/// result of an earlier pass.
final class MixSink implements FrameSink {
  /// Decoded beyond `maxSeconds` for the resampler, whose filter reaches 57 ms at 1 kHz.
  private static final double MARGIN_SECONDS = 0.1;

  private static final int MAX_CHANNELS = 256;
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

  /// Seconds that a segment may reach beyond the recording: times are rounded, and encoders pad.
  private static final double TOLERANCE = 0.1;

  /// A channel 60 dB below the loudest one is dead.
  private static final double DEAD = 1e-3;

  private final Path file;
  private final Segment segment;
  private final double maxSeconds;
  private final boolean keep;
  private final boolean[] known;
  private final SampleSink out;

  private int sampleRate;
  private double[] weights;
  private double[] peaks;
  private long first;
  private long limit;

  /// How many frames are measured: the margin after them is the resampler's.
  private double heard;

  private long frames;
  private double scale;
  private Meter meter;
  private float[] sums = new float[1 << 14];
  private int length;

  private MixSink(
      Path file,
      Segment segment,
      double maxSeconds,
      boolean keep,
      boolean[] known,
      SampleSink out) {
    this.out = out;
    this.file = file;
    this.segment = segment;
    this.maxSeconds = maxSeconds;
    this.keep = keep;
    this.known = known;
  }

  /// Keeps up to `maxSeconds` and a little more of a segment.
  static MixSink keeping(AudioSource source, double maxSeconds) {
    return new MixSink(source.file(), source.segment(), maxSeconds, true, null, null);
  }

  /// Measures a segment and keeps nothing.
  ///
  /// @param alive which channels count, null for all
  static MixSink measuring(AudioSource source, boolean[] alive) {
    return passing(source, alive, null);
  }

  /// Measures a segment and passes the mix on.
  ///
  /// @param alive which channels count, null for all
  static MixSink passing(AudioSource source, boolean[] alive, SampleSink out) {
    return new MixSink(
        source.file(), source.segment(), Double.POSITIVE_INFINITY, false, alive, out);
  }

  @Override
  public void begin(int rate, ChannelLayout layout) throws DataException {
    int channels = layout.channels();
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the header states %d channels, 1..%d can be read; the file is damaged",
              file,
              channels,
              MAX_CHANNELS));
    }
    if (rate < Resampler.MIN_RATE || rate > Resampler.MAX_RATE) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the header states %s Hz, %d..%d can be read; the file is damaged or needs"
                  + " resampling",
              file,
              Integer.toUnsignedString(rate),
              Resampler.MIN_RATE,
              Resampler.MAX_RATE));
    }
    sampleRate = rate;
    weights = layout.weights();
    peaks = new double[channels];
    first = Math.round(segment.start() * rate);
    double end = Math.max(first + 1, Math.rint(segment.end() * rate));
    double count = Math.min(end - first, Math.ceil((maxSeconds + MARGIN_SECONDS) * rate));
    limit = first + (long) Math.min(count, keep ? MAX_LENGTH : Long.MAX_VALUE / 2);
    heard = Math.ceil(maxSeconds * rate);
    scale = scale(known == null ? allAlive() : known);
    meter = new Meter(rate);
    if (out != null) {
      out.begin(rate);
    }
  }

  private boolean[] allAlive() {
    boolean[] alive = new boolean[weights.length];
    Arrays.fill(alive, true);
    return alive;
  }

  /// 1 / Σ wᵢ over the channels that are alive.
  private double scale(boolean[] alive) {
    double sum = 0;
    for (int c = 0; c < weights.length; c++) {
      sum += alive[c] ? weights[c] : 0;
    }
    return sum == 0 ? 1 : 1 / sum;
  }

  @Override
  public boolean full() {
    return frames >= limit || out != null && out.full();
  }

  @Override
  public long unwanted() {
    return Math.max(0, first - frames);
  }

  @Override
  public void skip(long count) {
    frames += count;
  }

  @Override
  public void add(double[] frame) throws DataException {
    if (frames++ < first || frames > limit) {
      return;
    }
    boolean measured = frames - first <= heard;
    double sum = 0;
    for (int c = 0; c < weights.length; c++) {
      sum += weights[c] * frame[c];
      peaks[c] = measured ? Math.max(peaks[c], Math.abs(frame[c])) : peaks[c];
    }
    if (!Double.isFinite(sum)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: sample %d is %s; the program that wrote the file went wrong, export it again",
              file,
              frames - 1,
              sum));
    }
    if (keep) {
      store(sum);
    } else {
      float sample = (float) ((float) sum * scale); // rounded as kept samples are
      meter.add(sample);
      if (out != null) {
        out.add(sample);
      }
    }
  }

  private void store(double sum) {
    if (length == sums.length) {
      sums = Arrays.copyOf(sums, (int) Math.min(MAX_LENGTH, 2L * length));
    }
    sums[length++] = (float) sum;
  }

  /// Which channels are not silent beside the others; all where all are silent. Those that are not
  /// mixed are not asked for.
  boolean[] alive() {
    double loudest = channelPeak();
    boolean[] alive = new boolean[peaks.length];
    for (int c = 0; c < peaks.length; c++) {
      alive[c] = weights[c] == 0 || peaks[c] >= DEAD * loudest;
    }
    return alive;
  }

  /// The largest sample of all channels that are mixed.
  private double channelPeak() {
    double loudest = 0;
    for (int c = 0; c < peaks.length; c++) {
      loudest = weights[c] == 0 ? loudest : Math.max(loudest, peaks[c]);
    }
    return loudest;
  }

  boolean hasDeadChannels() {
    for (boolean alive : alive()) {
      if (!alive) {
        return true;
      }
    }
    return false;
  }

  /// The kept samples, mixed, and their facts.
  ///
  /// @throws DataException where there is no sample
  AudioClip clip(Decoded decoded) throws DataException {
    double factor = scale(alive());
    float[] samples = new float[length];
    meter = new Meter(sampleRate);
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (sums[i] * factor);
      if (i < heard) {
        meter.add(samples[i]);
      }
    }
    return new AudioClip(samples, sampleRate, facts(decoded));
  }

  /// The facts of the segment; ends the measurement.
  ///
  /// @throws DataException where there is no sample
  AudioFacts facts(Decoded decoded) throws DataException {
    if (meter == null || meter.count() == 0) {
      throw new DataException(file + nothing(decoded));
    }
    int dead = 0;
    for (boolean alive : alive()) {
      dead += alive ? 0 : 1;
    }
    double end = Math.min(segment.end(), decoded.frames() / sampleRate);
    if (!full() && segment.end() < Double.POSITIVE_INFINITY && segment.end() - end > TOLERANCE) {
      throw new DataException(file + beyond("ends", segment.end(), decoded));
    }
    double seconds = Math.max(end - segment.start(), (double) meter.count() / sampleRate);
    return meter.facts(
        seconds,
        Math.min(seconds, maxSeconds),
        weights.length,
        dead,
        channelPeak(),
        decoded.warnings());
  }

  private String nothing(Decoded decoded) {
    return segment.isWhole()
        ? ": holds no samples; record or export it again"
        : beyond("starts", segment.start(), decoded);
  }

  private String beyond(String verb, double seconds, Decoded decoded) {
    return String.format(
        Locale.ROOT,
        ": the segment %s at %s s, the recording ends at %.3f s; correct the manifest",
        verb,
        seconds,
        sampleRate == 0 ? 0 : decoded.frames() / sampleRate);
  }
}

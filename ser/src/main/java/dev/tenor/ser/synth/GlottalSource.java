package dev.tenor.ser.synth;

import dev.tenor.engine.random.RandomStream;

/// The derivative of the air flow through the vocal folds: the KLGLOTT88 pulse (Klatt and Klatt,
/// JASA 87, 1990), flow x² − x³ over the open phase and none over the closed one, followed by a
/// low-pass for the spectral tilt, plus aspiration noise that is strong while the folds are open.
///
/// Each sample is the difference of the flow at its two ends, which is the exact mean of the
/// derivative over the sample: pulses may start between samples without a rough pitch.
final class GlottalSource {
  private static final double TILT_HZ = 3000;
  private static final double CLOSED_PHASE_BREATH = 0.3;

  private final EmotionStyle style;
  private final double openQuotient;
  private final double breath;
  private final double tiltPole;
  private final RandomStream random;

  private double period = 1;
  private double position = 1;
  private double amplitude;
  private double tilted;

  GlottalSource(EmotionStyle style, SpeakerVoice voice, RandomStream random) {
    this.style = style;
    this.random = random;
    openQuotient = Math.clamp(style.openQuotient() + voice.openQuotient(), 0.3, 0.9);
    breath = Decibels.amplitude(style.breath() + voice.breath());
    tiltPole = pole(Math.max(0.5, style.tilt() + voice.tilt()));
  }

  double openQuotient() {
    return openQuotient;
  }

  /// The next sample.
  ///
  /// @param voiced amplitude of the pulses
  /// @param aspirated amplitude of noise besides the voice's own breath
  double next(double f0, double voiced, double aspirated) {
    double before = flow(position);
    position += 1;
    double derivative = -before;
    if (position >= period) {
      position -= period;
      period = SpeechSynthesizer.SAMPLE_RATE / f0 * (1 + vary(style.jitter()));
      amplitude = 1 + vary(style.shimmer());
    }
    derivative += flow(position);
    tilted = (1 - tiltPole) * derivative + tiltPole * tilted;
    boolean open = position < openQuotient * period;
    double noise = (breath * voiced + aspirated) * (open ? 1 : CLOSED_PHASE_BREATH);
    return voiced * tilted + noise * Noise.next(random);
  }

  /// Scaled so that the derivative reaches −1 where the folds close.
  private double flow(double time) {
    double open = openQuotient * period;
    double x = time / open;
    return x < 1 ? amplitude * open * x * x * (1 - x) : 0;
  }

  private double vary(double share) {
    return share * Math.clamp(random.nextGaussian(), -2.5, 2.5);
  }

  /// The pole a of y = (1 − a) x + a y′ that attenuates `TILT_HZ` by `decibels`: the root inside
  /// the unit circle of (1 − a)² = g (1 − 2 a cos ω + a²), g being the power gain.
  private static double pole(double decibels) {
    double gain = Decibels.power(-decibels);
    double cos = StrictMath.cos(2 * Math.PI * TILT_HZ / SpeechSynthesizer.SAMPLE_RATE);
    double half = (1 - gain * cos) / (1 - gain);
    return half - Math.sqrt(half * half - 1);
  }
}

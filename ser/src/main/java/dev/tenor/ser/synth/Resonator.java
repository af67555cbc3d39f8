package dev.tenor.ser.synth;

/// A second-order resonance, gain 1 at 0 Hz (Klatt, JASA 67, 1980): y = a x + b y′ + c y″.
final class Resonator {
  private double a;
  private double b;
  private double c;
  private double y1;
  private double y2;

  /// Moves the resonance; its ringing goes on.
  ///
  /// @param frequency in Hz
  /// @param bandwidth in Hz
  void tune(double frequency, double bandwidth) {
    double radius = StrictMath.exp(-Math.PI * bandwidth / SpeechSynthesizer.SAMPLE_RATE);
    double angle = 2 * Math.PI * frequency / SpeechSynthesizer.SAMPLE_RATE;
    c = -radius * radius;
    b = 2 * radius * StrictMath.cos(angle);
    a = 1 - b - c;
  }

  /// As {@link #tune}, but with gain 1 at the resonance.
  void tuneBand(double frequency, double bandwidth) {
    tune(frequency, bandwidth);
    double radius = Math.sqrt(-c);
    double cosTwice = b * b / (2 * -c) - 1; // cos 2θ = 2 cos²θ − 1, b = 2 r cos θ
    a = (1 - radius) * Math.sqrt(1 - 2 * radius * cosTwice + radius * radius);
  }

  double filter(double x) {
    double y = a * x + b * y1 + c * y2;
    y2 = y1;
    y1 = y;
    return y;
  }
}

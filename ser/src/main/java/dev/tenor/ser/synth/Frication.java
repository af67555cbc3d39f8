package dev.tenor.ser.synth;

import dev.tenor.engine.random.RandomStream;

/// The noise that a narrow passage in the mouth makes: fricatives and the bursts of stops.
final class Frication {
  private static final double BANDWIDTH_SHARE = 0.35;

  private Frication() {}

  /// The sound pressure, [frames · FRAME_SAMPLES]; about the track's noise amplitude, as RMS.
  static double[] render(Track track, RandomStream random) {
    double[] out = new double[track.frames * Track.FRAME_SAMPLES];
    Resonator mouth = new Resonator();
    double last = 0;
    for (int frame = 0; frame < track.frames; frame++) {
      mouth.tuneBand(track.noiseHz[frame], BANDWIDTH_SHARE * track.noiseHz[frame]);
      for (int i = 0; i < Track.FRAME_SAMPLES; i++) {
        double amplitude = Track.between(track.noise, frame, (double) i / Track.FRAME_SAMPLES);
        double noise = Noise.next(random);
        // Low frequencies are lost on the way out of the mouth: a first difference.
        out[frame * Track.FRAME_SAMPLES + i] = mouth.filter(amplitude * (noise - last));
        last = noise;
      }
    }
    return out;
  }
}

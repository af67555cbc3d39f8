package dev.tenor.ser.synth;

import java.util.List;

/// A speech sound: formant targets of an average adult male (vowels: Peterson and Barney 1952;
/// consonants: Klatt 1980, rounded), its sources and its length. Formants are in Hz, lengths in ms
/// at normal rate without stress, amplitudes 0 … 1; `noise` is that of frication or of a stop's
/// burst, strongest at `noiseHz`.
enum Phoneme {
  I(Manner.VOWEL, 270, 2290, 3010, 85, 1.0, 0, 0),
  IH(Manner.VOWEL, 390, 1990, 2550, 70, 1.0, 0, 0),
  EH(Manner.VOWEL, 530, 1840, 2480, 80, 1.0, 0, 0),
  AE(Manner.VOWEL, 660, 1720, 2410, 95, 1.0, 0, 0),
  AH(Manner.VOWEL, 640, 1190, 2390, 80, 1.0, 0, 0),
  AA(Manner.VOWEL, 730, 1090, 2440, 95, 1.0, 0, 0),
  AO(Manner.VOWEL, 570, 840, 2410, 90, 1.0, 0, 0),
  UH(Manner.VOWEL, 440, 1020, 2240, 70, 1.0, 0, 0),
  U(Manner.VOWEL, 300, 870, 2240, 85, 1.0, 0, 0),
  M(Manner.NASAL, 280, 1100, 2130, 65, 0.6, 0, 0),
  N(Manner.NASAL, 280, 1500, 2470, 60, 0.6, 0, 0),
  L(Manner.GLIDE, 310, 1050, 2880, 60, 0.75, 0, 0),
  R(Manner.GLIDE, 310, 1060, 1380, 60, 0.75, 0, 0),
  W(Manner.GLIDE, 290, 610, 2150, 60, 0.75, 0, 0),
  J(Manner.GLIDE, 260, 2070, 3020, 60, 0.75, 0, 0),
  F(Manner.FRICATIVE, 340, 1100, 2080, 80, 0, 0.08, 6500),
  S(Manner.FRICATIVE, 320, 1390, 2530, 90, 0, 0.25, 5600),
  SH(Manner.FRICATIVE, 300, 1840, 2750, 90, 0, 0.28, 3200),
  V(Manner.FRICATIVE, 220, 1100, 2080, 55, 0.45, 0.04, 6500),
  Z(Manner.FRICATIVE, 240, 1390, 2530, 65, 0.45, 0.14, 5600),
  P(Manner.STOP, 400, 1100, 2150, 75, 0, 0.2, 1000),
  T(Manner.STOP, 400, 1600, 2600, 75, 0, 0.3, 4500),
  K(Manner.STOP, 300, 1990, 2850, 80, 0, 0.3, 2000),
  B(Manner.STOP, 200, 1100, 2150, 60, 0.12, 0.12, 1000),
  D(Manner.STOP, 200, 1600, 2600, 60, 0.12, 0.18, 4500),
  G(Manner.STOP, 200, 1990, 2850, 60, 0.12, 0.18, 2000);

  /// How a sound is made.
  enum Manner {
    VOWEL,
    NASAL,
    GLIDE,
    FRICATIVE,
    STOP
  }

  static final List<Phoneme> VOWELS = List.of(I, IH, EH, AE, AH, AA, AO, UH, U);
  static final List<Phoneme> ONSETS = List.of(M, N, L, R, W, J, F, S, SH, V, Z, P, T, K, B, D, G);
  static final List<Phoneme> CODAS = List.of(M, N, L, S, T, K, Z, D);

  final Manner manner;
  final double f1;
  final double f2;
  final double f3;
  final double millis;
  final double voice;
  final double noise;
  final double noiseHz;

  Phoneme(
      Manner manner,
      double f1,
      double f2,
      double f3,
      double millis,
      double voice,
      double noise,
      double noiseHz) {
    this.manner = manner;
    this.f1 = f1;
    this.f2 = f2;
    this.f3 = f3;
    this.millis = millis;
    this.voice = voice;
    this.noise = noise;
    this.noiseHz = noiseHz;
  }

  boolean isVoicelessStop() {
    return manner == Manner.STOP && voice == 0;
  }
}

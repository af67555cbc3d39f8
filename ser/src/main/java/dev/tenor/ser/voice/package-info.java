/// Measures of a voice from the waveform, as phoneticians take them: pitch, jitter, shimmer,
/// harmonicity, loudness, formants and the shape of the spectrum, and statistics of these over a
/// recording ([Egemaps]). Written from the publications; no code of openSMILE or Praat.
package dev.tenor.ser.voice;

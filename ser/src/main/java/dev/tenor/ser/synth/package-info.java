/// A corpus of synthetic speech ([SyntheticRenderer]) by a source-filter synthesiser (Fant 1960;
/// Klatt 1980): glottal pulses and noise through formant resonators, driven by phoneme targets and
/// intonation, which emotions and speakers move. Every number comes from seeded streams and plain
/// or `StrictMath` arithmetic, so that all machines render the same bytes.
package dev.tenor.ser.synth;

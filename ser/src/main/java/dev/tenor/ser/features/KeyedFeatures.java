package dev.tenor.ser.features;

import dev.tenor.ser.audio.AudioFacts;

/// The features of one recording with the key of all that determines them ([KeyedExtractor]).
///
/// @param key [32]
/// @param features row-major, not standardised
/// @param facts of the decoded audio
public record KeyedFeatures(byte[] key, float[] features, AudioFacts facts) {}

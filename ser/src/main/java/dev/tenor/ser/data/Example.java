package dev.tenor.ser.data;

import dev.tenor.ser.corpus.Utterance;

/// One utterance as input of the network.
///
/// @param features log-mel [frames · mels], row-major
/// @param label the class number
public record Example(Utterance utterance, float[] features, int label) {}

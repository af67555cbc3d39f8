package dev.tenor.ser.audit;

import dev.tenor.ser.stats.Metrics;

/// The score of a [Baseline] on the test set.
///
/// @param name what it does
/// @param train fitted on the training set, as the network is
/// @param trainAndVal fitted on all that is not tested
public record BaselineScore(String name, Metrics train, Metrics trainAndVal) {}

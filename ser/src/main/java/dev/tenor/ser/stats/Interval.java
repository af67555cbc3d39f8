package dev.tenor.ser.stats;

/// A confidence interval.
///
/// @param level the confidence level, for example 0.95
public record Interval(double low, double high, double level) {}

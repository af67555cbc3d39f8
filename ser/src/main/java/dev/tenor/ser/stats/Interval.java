package dev.tenor.ser.stats;

/// A confidence interval.
///
/// @param level how often such intervals hold the true value, for example 0.95
public record Interval(double low, double high, double level) {}

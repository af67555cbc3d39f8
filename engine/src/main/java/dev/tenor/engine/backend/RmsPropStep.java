package dev.tenor.engine.backend;

/// The numbers of one RMSprop step; weightDecay·value is added to the gradient.
///
/// @param alpha how much of the mean square is kept
public record RmsPropStep(
    double lr, double alpha, double eps, double momentum, double weightDecay) {}

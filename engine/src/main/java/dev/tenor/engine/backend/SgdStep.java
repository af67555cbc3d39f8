package dev.tenor.engine.backend;

/// The numbers of one step of gradient descent with momentum; weightDecay·value is added to the
/// gradient.
///
/// @param nesterov whether the step looks ahead: along grad + momentum·velocity instead of velocity
public record SgdStep(double lr, double momentum, boolean nesterov, double weightDecay) {}

package dev.tenor.engine.backend;

/// The numbers of one Adam step. `decoupled` chooses AdamW: the weights shrink by lr·weightDecay
/// before the step; otherwise weightDecay·value is added to the gradient (PyTorch's L2 form).
/// `correction1` = 1 − beta1^t and `correction2` = 1 − beta2^t for step t ≥ 1.
public record AdamStep(
    double lr,
    double beta1,
    double beta2,
    double eps,
    double weightDecay,
    boolean decoupled,
    double correction1,
    double correction2) {}

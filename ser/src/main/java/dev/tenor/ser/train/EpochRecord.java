package dev.tenor.ser.train;

/// One line of the training history.
///
/// @param epoch from 1
/// @param lr the learning rate of its last step
/// @param trainLoss the mean loss of its steps, with dropout
/// @param trainWa the accuracy on its batches, with dropout
/// @param valLoss the validation loss, likewise `valWa`, `valUa` and `valMacroF1`
/// @param seconds how long it took
public record EpochRecord(
    int epoch,
    double lr,
    double trainLoss,
    double trainWa,
    double valLoss,
    double valWa,
    double valUa,
    double valMacroF1,
    double seconds) {}

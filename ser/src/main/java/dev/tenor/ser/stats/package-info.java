/// Scores, and what can be concluded from them: pooling over folds, confidence intervals, tests
/// between two systems.
package dev.tenor.ser.stats;

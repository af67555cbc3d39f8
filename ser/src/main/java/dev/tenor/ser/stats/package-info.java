/// Scores, and what can be concluded from them: pooling over folds, confidence intervals, tests
/// between two systems. Imports the engine's random numbers only; every other package may import
/// it.
package dev.tenor.ser.stats;

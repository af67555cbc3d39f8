/// Experiments: many runs with different settings, folds and seeds, significance tests between
/// variants, and reports.
package dev.tenor.ser.experiment;

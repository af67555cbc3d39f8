/// The training loop: its settings, epochs and steps, early stopping, the history and the
/// checkpoint of an interrupted run.
package dev.tenor.ser.train;

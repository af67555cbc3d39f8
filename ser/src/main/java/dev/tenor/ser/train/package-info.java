/// Training and evaluation: the loop, the run folder, checkpoints, metrics and plots. Imports the
/// other packages of `ser` and the engine.
package dev.tenor.ser.train;

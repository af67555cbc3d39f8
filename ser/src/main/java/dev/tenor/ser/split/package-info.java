/// Evaluation protocols: which utterances train, validate and test a network, and what the sides
/// share. Adding a protocol is one class and one line in {@link dev.tenor.ser.split.Protocols}.
/// Imports `ser.corpus` and the engine's random numbers; `train` and the tools import it.
package dev.tenor.ser.split;

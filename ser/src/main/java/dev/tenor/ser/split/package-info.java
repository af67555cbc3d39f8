/// Evaluation protocols: which utterances train, validate and test a network, and what the sides
/// share. Adding a protocol is one class and one line in [Protocols].
package dev.tenor.ser.split;

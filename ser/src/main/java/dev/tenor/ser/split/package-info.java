/// Evaluation protocols: which utterances belong to the training, validation and test set, and what
/// these share. Adding a protocol is one class and one line in [Protocols].
package dev.tenor.ser.split;

/// From utterances to batches: features of a corpus and their cache, and the order in which
/// training sees them. training sees them.
package dev.tenor.ser.data;

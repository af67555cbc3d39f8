/// From utterances to batches: features of a corpus, and the order in which training sees them.
package dev.tenor.ser.data;

/// A look inside a network: what of a recording speaks for its answer, what it attends to, what its
/// layers compute, and which training utterances are like it.
package dev.tenor.ser.explain;

/// Counter-based random numbers: the same seed gives the same bits on every backend and for any
/// number of threads.
package dev.tenor.engine.random;

/// Counter-based random numbers: the same seed gives the same bits on every backend and for any
/// number of threads. Imports nothing; everyone may import it.
package dev.tenor.engine.random;

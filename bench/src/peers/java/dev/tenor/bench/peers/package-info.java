/// Tenor beside libtorch (through DJL) and ONNX Runtime: the same network, weights and inputs,
/// first checked for equal results, then timed by turns. Compiled under the Maven profile `peers`
/// only.
package dev.tenor.bench.peers;

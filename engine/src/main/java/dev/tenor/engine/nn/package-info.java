/// Layers and their parameters, with PyTorch's names and state-dict layouts. Imports `ops`,
/// `autograd` and `io`; imported by networks.
package dev.tenor.engine.nn;

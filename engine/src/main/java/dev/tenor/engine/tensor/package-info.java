/// Shapes and tensors: what a value is, not how it is computed.
package dev.tenor.engine.tensor;

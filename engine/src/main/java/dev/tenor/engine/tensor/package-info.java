/// Shapes and tensors: what a value is, not how it is computed. Imports only the opaque
/// [dev.tenor.engine.backend.Buffer]; everyone may import it.
package dev.tenor.engine.tensor;

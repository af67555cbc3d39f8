/// Reverse-mode differentiation, written once for all backends: a [Pass] runs ops, a tape remembers
/// them, and backward walks it in reverse. Imports `tensor`, `backend` and `random`; imported by
/// `ops`, `nn` and those who train.
package dev.tenor.engine.autograd;

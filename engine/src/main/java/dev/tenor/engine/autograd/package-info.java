/// Reverse-mode differentiation, written once for all backends: a [Pass] runs ops, a tape remembers
/// them, and backward walks it in reverse.
package dev.tenor.engine.autograd;

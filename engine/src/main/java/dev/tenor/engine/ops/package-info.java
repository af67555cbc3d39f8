/// The differentiable operations: a record each, forward and backward side by side, and their
/// static entry points in [Ops].
package dev.tenor.engine.ops;

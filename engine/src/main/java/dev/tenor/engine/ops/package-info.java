/// The differentiable operations: a record each, forward and backward side by side, and their
/// static entry points in [Ops]. Imports `autograd` and `backend`.
package dev.tenor.engine.ops;

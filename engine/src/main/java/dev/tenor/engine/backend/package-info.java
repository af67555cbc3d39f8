/// The contract between the engine and the machine: buffers, the primitives that every backend
/// carries, and how a backend is found.
///
/// Conventions of every primitive: outputs come first; they are fully overwritten unless the name
/// or the parameter says *accumulate*; outputs never alias inputs unless stated; all matrices are
/// row-major; images are channels last, `[B, H, W, C]`. Arguments were checked by the caller
/// (package `ops`); kernels only assert.
package dev.tenor.engine.backend;

/// The backend that computes on vector lanes of the CPU (`jdk.incubator.vector`) and on all its
/// cores. [SimdProvider] is the only door; nothing else of this package is used from outside.
///
/// Three kinds of classes. *Drivers* take buffers and geometries and cut the work into chunks for
/// the [WorkerPool]; *kernels* are static methods on `float[]`, offsets and ints. [SimdBackend]
/// joins them to the engine and inherits from the scalar backend what is not worth speeding up.
///
/// A vector is an object unless the compiler proves that nobody looks at it. So that it always
/// does, however it came to compile a kernel, vectors live in local variables only and
/// - are not passed to methods of ours nor returned (inlining is never certain);
/// - are not chosen by a branch: `blend`, or one loop for each case;
/// - accumulate as arguments of an operation, never as its receiver, whose class would be looked
///   up;
/// - are no masked loads or stores: tails are scalar, or padded in scratch memory.
///
/// Every class that computes with vectors is named in [CompilerRules], which keeps it out of its
/// callers. The whole is explained in `docs/kernels.md`.
///
/// Results do not depend on the number of threads: chunks either own their outputs or leave partial
/// sums that are combined in a fixed order, and where these chunks end depends on the sizes alone.
/// Nor does a row's result depend on its neighbours: tiles at the edges run the same instructions
/// as whole ones. `reduceLanes(ADD)` is not used, because its order is unspecified.
package dev.tenor.kernels.simd;

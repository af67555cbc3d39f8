/// The backend that computes on vector lanes of the CPU (`jdk.incubator.vector`) and on all its
/// cores. [SimdProvider] is the only door; nothing else of this package is used from outside.
///
/// [SimdBackend] lists its parts, `Simd…`. *Drivers* take buffers and geometries and cut the work
/// into chunks for the [WorkerPool]; *kernels*, whose classes end in `Kernels`, are static methods
/// on `float[]`, offsets and ints, and nothing else computes with vectors. What is not worth
/// speeding up is borrowed from the scalar backend.
///
/// A `FloatVector` is heap-allocated unless escape analysis scalar-replaces it. So that it always
/// does, in whatever order the JVM compiles:
/// - vectors live in local variables; none is passed to a method of ours or returned;
/// - none is chosen by a branch: `blend`, or one loop per case;
/// - accumulators are arguments of an operation, never its receiver, which would be a virtual call;
/// - there are no masked loads or stores: tails are scalar, or padded in scratch memory.
///
/// Every class that computes with vectors is named in [CompilerRules], which keeps it out of its
/// callers. The whole is explained in `docs/kernels.md`.
///
/// Results do not depend on the number of threads: chunks either own their outputs or leave partial
/// sums that are combined in a fixed order, and where these chunks end depends on the sizes alone.
/// Nor does a row's result depend on its neighbours: tiles at the edges run the same instructions
/// as whole ones. Nor does the width of vectors: see [VirtualLanes]. `reduceLanes(ADD)` is not
/// used, because its order is unspecified.
package dev.tenor.kernels.simd;

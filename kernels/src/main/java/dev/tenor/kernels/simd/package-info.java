/// The backend that computes on vector lanes of the CPU (`jdk.incubator.vector`) and on all its
/// cores. [SimdProvider] is the only door; nothing else of this package is used from outside.
///
/// Three kinds of classes. *Drivers* take buffers and geometries and cut the work into chunks for
/// the [WorkerPool]; *kernels* are static methods on `float[]`, offsets and ints, and hold vectors
/// in local variables only, because a vector in a field, an array or an argument that is not
/// inlined is boxed; for the same reason a loop's accumulator is an operation's argument, never its
/// receiver, whose class the compiler would have to look up in the box. [SimdBackend] joins them to
/// the engine and inherits from the scalar backend what is not worth speeding up.
///
/// Results do not depend on the number of threads: chunks either own their outputs or leave partial
/// sums that are combined in a fixed order, and where these chunks end depends on the sizes alone.
/// Nor does a row's result depend on its neighbours: tiles at the edges run the same instructions
/// as whole ones. `reduceLanes(ADD)` is not used, because its order is unspecified.
package dev.tenor.kernels.simd;

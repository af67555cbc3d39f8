/// The backend that computes on an OpenCL device: a GPU, or the CPU through PoCL. [OpenClProvider]
/// is the only door; nothing else of this package is used from outside, and `org.jocl` is used
/// nowhere else.
///
/// Tensors stay on the device between ops: `upload` and `download` alone cross the bus, and
/// `upload` does not wait. [ClContext] owns the device's context, its one in-order queue and all
/// memory; [ClPrograms] builds the `.cl` resources beside this package, each when its first kernel
/// is asked for, and keeps the built ones on disk; a [ClKernel] takes its arguments and is
/// launched. The classes named after an op family ([ClGemm], [ClConvolution], …) check nothing:
/// they choose kernels and cut the work. [OpenClBackend] joins them to the engine.
///
/// A buffer may be a slice, which starts anywhere; every array argument of a kernel therefore comes
/// with the index of its first element. OpenCL C 1.2 without extensions; no float atomics and no
/// fast-math options, so that one device always gives the same bits.
package dev.tenor.kernels.opencl;

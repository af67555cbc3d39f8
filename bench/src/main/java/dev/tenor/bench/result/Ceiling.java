package dev.tenor.bench.result;

/// The most that a part of the machine can do, measured in the same run.
///
/// @param engine `simd` for the CPU, or the name of an OpenCL device
/// @param bits width of vectors, 0 where there is no choice
/// @param kind `fma` (10⁹ floating-point operations per second, a multiply-add counts twice),
///   `bandwidth` (10⁹ bytes per second of a triad over a working set), or `transfer` (10⁹ bytes per
///   second between host and device)
/// @param level of `bandwidth` the memory that holds the working set: `L1`, `L2`, `L3`, `memory`;
///   of `transfer` the direction, `upload` or `download`; else empty
/// @param workingSet bytes of the arrays of all threads, 0 for `fma`
/// @param value in 10⁹ per second
public record Ceiling(
    String engine,
    int bits,
    int threads,
    String kind,
    String level,
    long workingSet,
    double value) {}

package dev.tenor.kernels.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The vector width, and what depends on it. The species are static and final: the compiler turns
/// vectors into registers only where it knows their species as a constant. And it is one species of
/// floats in a JVM (see [GemmTile8x1Kernels]).
///
/// What results depend on is counted in [VirtualLanes].
///
/// The system property `tenor.simd.bits` (128, 256 or 512) replaces the machine's preferred width.
final class Lanes {
  static final String BITS_PROPERTY = "tenor.simd.bits";
  static final String LOOPS_PROPERTY = "tenor.simd.loops";

  static final VectorSpecies<Float> F = species(Integer.getInteger(BITS_PROPERTY, 0));
  static final VectorSpecies<Long> LONGS = F.withLanes(long.class);

  /// Floats in a vector.
  static final int L = F.length();

  /// Fewer lanes than this no kernel is written for; a JVM that has no vectors prefers two.
  static final int FEWEST = 4;

  /// Vector registers. ARM and RISC-V have 32 of any width; x86 has as many since AVX-512, and we
  /// take only vectors of 512 bits for a sign of that.
  static final int REGISTERS =
      switch (System.getProperty("os.arch")) {
        case "aarch64", "riscv64" -> 32;
        default -> F.vectorBitSize() == 512 ? 32 : 16;
      };

  /// Whether [PlainKernels] are used where there are some, as a JVM without C2 should: the system
  /// property `tenor.simd.loops` is `plain` then, and else `vector`. Results are the same.
  static final boolean PLAIN = isPlain(System.getProperty(LOOPS_PROPERTY, "vector"));

  private Lanes() {}

  private static boolean isPlain(String loops) {
    return switch (loops) {
      case "vector" -> false;
      case "plain" -> true;
      default ->
          throw new IllegalArgumentException(
              LOOPS_PROPERTY + ": " + loops + " — give vector or plain, or leave it out");
    };
  }

  private static VectorSpecies<Float> species(int bits) {
    return switch (bits) {
      case 0 ->
          FloatVector.SPECIES_PREFERRED.length() > VirtualLanes.WIDEST
              ? FloatVector.SPECIES_512
              : FloatVector.SPECIES_PREFERRED;
      case 128 -> FloatVector.SPECIES_128;
      case 256 -> FloatVector.SPECIES_256;
      case 512 -> FloatVector.SPECIES_512;
      default ->
          throw new IllegalArgumentException(
              BITS_PROPERTY + ": " + bits + " — give 128, 256 or 512, or leave it out");
    };
  }
}

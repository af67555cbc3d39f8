package dev.tenor.kernels.simd;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Collectors;

/// Tells the JVM's compiler how to compile the kernels: each on its own, never as a part of its
/// caller. C2 becomes sparing in a method that is already large, and a vector whose operation it
/// has not inlined becomes an object: rarely, but then a hundred times slower. A kernel alone is
/// far from that; one in the middle of a driver may not be.
///
/// The rules are compiler directives, which the JVM takes while it runs. What the user wrote in
/// `-XX:CompileCommand` holds beside them. Of directives only the uppermost that matches a method
/// counts: where the user has some, ours are for the methods of this project alone.
final class CompilerRules {
  /// `false` leaves the compiler alone.
  static final String PROPERTY = "tenor.simd.rules";

  /// The classes that compute with vectors, `…Kernels`. Named one by one, since a pattern of the
  /// JVM has stars at its ends only, and `*Kernels` would be for the classes of others as well.
  static final List<String> KERNELS =
      List.of(
          "AdamKernels",
          "ArithmeticKernels",
          "AttentionHeadKernels",
          "BinaryGradientKernels",
          "BinaryKernels",
          "ConvBlockPatchKernels",
          "ConvBlockWindowKernels",
          "ConvOneChannelKernels",
          "ConvScatterKernels",
          "ConvWinogradKernels",
          "ConvWinogradWeightKernels",
          "DepthwiseKernels",
          "DescentKernels",
          "DropoutKernels",
          "ExtremeKernels",
          "FmaPeakKernels",
          "GemmPackingKernels",
          "GemmStoreKernels",
          "GemmTile1Kernels",
          "GemmTile4Kernels",
          "GemmTile6Kernels",
          "GemmTile8Kernels",
          "GemmTile8x1Kernels",
          "GruCellKernels",
          "LogKernels",
          "LstmCellKernels",
          "MathKernels",
          "MaxPoolingKernels",
          "NormColumnKernels",
          "NormRowKernels",
          "PoolingKernels",
          "PowerKernels",
          "ReduceKernels",
          "ResamplingKernels",
          "RmsNormKernels",
          "SineKernels",
          "SoftmaxKernels",
          "SumKernels",
          "TriadKernels",
          "UnaryGradientKernels",
          "UnaryKernels");

  private static final String PROJECT = "dev/tenor/";
  private static final String PACKAGE = PROJECT + "kernels/simd/";
  private static final System.Logger LOG = System.getLogger(CompilerRules.class.getName());

  private CompilerRules() {}

  /// Gives the rules to the compiler, once in a JVM. Where that does not work, a warning names the
  /// flags that do the same.
  static void give() {
    Once.given();
  }

  /// Initialised, and so run, at most once.
  private static final class Once {
    static {
      if (!"false".equals(System.getProperty(PROPERTY))) {
        giveOrWarn();
      }
    }

    private Once() {}

    static void given() {}
  }

  private static void giveOrWarn() {
    try {
      HotSpot.addDirectives(directives(HotSpot.hasDirectives() ? PROJECT + "*.*" : "*.*"));
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.log(
          Level.WARNING,
          () ->
              "simd: this JVM takes no rules for its compiler ("
                  + e
                  + "), and vectors may become objects, which is slow; start java with "
                  + flags());
    }
  }

  /// The rules as JSON, for methods that match `callers`.
  static String directives(String callers) {
    return KERNELS.stream()
        .map(kernel -> "\"-" + PACKAGE + kernel + ".*\"")
        .collect(Collectors.joining(", ", "[{match: \"" + callers + "\", inline: [", "]}]"));
  }

  /// The rules as flags of the JVM.
  private static String flags() {
    return KERNELS.stream()
        .map(
            kernel -> "-XX:CompileCommand=dontinline," + PACKAGE.replace('/', '.') + kernel + "::*")
        .collect(Collectors.joining(" "));
  }
}

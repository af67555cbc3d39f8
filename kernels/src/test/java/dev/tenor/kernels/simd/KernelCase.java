package dev.tenor.kernels.simd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A primitive at a size of the network, with every kernel that is worth looking at.
///
/// @param prepare makes inputs and outputs and returns the call
record KernelCase(String name, Function<Machine, Runnable> prepare) {
  @Override
  public String toString() {
    return name;
  }

  /// The cases of all families.
  static List<KernelCase> all() {
    List<KernelCase> cases = new ArrayList<>();
    ConvKernelCases.addTo(cases);
    BlockKernelCases.addTo(cases);
    ProductKernelCases.addTo(cases);
    NormKernelCases.addTo(cases);
    SoftmaxKernelCases.addTo(cases);
    ElementwiseKernelCases.addTo(cases);
    OptimizerKernelCases.addTo(cases);
    MapKernelCases.addTo(cases);
    PoolKernelCases.addTo(cases);
    MoveKernelCases.addTo(cases);
    RecurrentKernelCases.addTo(cases);
    return cases;
  }
}

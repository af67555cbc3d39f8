package dev.tenor.engine.tck;

import java.util.List;
import java.util.stream.Stream;

/// The list of op cases, a class for each family. To add an op, add its cases to its family; every
/// backend is then tested on it. Sizes sit around the lane counts 4, 8 and 16 and their multiples,
/// and none of them is round.
public final class OpCases {
  private OpCases() {}

  public static List<OpCase> all() {
    return Stream.of(
            new ProductCases(),
            new ImageCases(),
            new NormCases(),
            new SequenceCases(),
            new RecurrentCases(),
            new ElementwiseCases(),
            new BroadcastCases(),
            new EdgeCases(),
            new ShapeCases(),
            new IndexingCases(),
            new ReductionCases(),
            new LossCases())
        .flatMap(family -> family.all().stream())
        .toList();
  }
}

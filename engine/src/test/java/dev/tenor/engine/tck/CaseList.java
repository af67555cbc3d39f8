package dev.tenor.engine.tck;

import java.util.ArrayList;
import java.util.List;

/// The op cases of one family.
abstract class CaseList {
  private final List<OpCase> cases = new ArrayList<>();

  final List<OpCase> all() {
    fill();
    return cases;
  }

  /// Adds all cases.
  abstract void fill();

  final OpCase add(String name, OpCase.Body body) {
    OpCase added = OpCase.of(name, body);
    cases.add(added);
    return added;
  }
}

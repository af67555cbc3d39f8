package dev.tenor.engine.tck;

import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.Backends;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/// Which backends a test run must see. A test of a backend that cannot run here skips with the
/// reason, unless the backend is expected: then it goes on and fails.
public final class ExpectedBackends {
  /// Names backends, separated by commas, that this machine has beside those that every one has.
  static final String VARIABLE = "TENOR_EXPECT_BACKENDS";

  private ExpectedBackends() {}

  /// @throws org.opentest4j.TestAbortedException if the backend is neither here nor expected
  public static void assumeHere(String name) {
    boolean everywhere = name.equals("scalar") || name.equals("simd");
    String expected = System.getenv().getOrDefault(VARIABLE, "");
    if (everywhere || Arrays.asList(expected.split(",")).contains(name)) {
      return;
    }
    if (Backends.provider(name).probe(BackendOptions.DEFAULT)
        instanceof Availability.Unavailable(String reason, String hint)) {
      Assumptions.abort(name + " is unavailable: " + reason + "; " + hint);
    }
  }
}

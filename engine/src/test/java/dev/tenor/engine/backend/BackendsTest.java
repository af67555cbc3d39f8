package dev.tenor.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.scalar.ScalarBackend;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With two more providers on the class path: `fast`, which runs, and `missing`, which does not.
class BackendsTest {
  private final ClassLoader usual = Thread.currentThread().getContextClassLoader();

  @BeforeEach
  void addProviders(@TempDir Path folder) throws IOException {
    Path services = folder.resolve("META-INF/services");
    Files.createDirectories(services);
    Files.writeString(
        services.resolve(BackendProvider.class.getName()),
        Fast.class.getName() + "\n" + Missing.class.getName() + "\n");
    URL[] path = {folder.toUri().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(path, usual));
  }

  @AfterEach
  void removeProviders() throws IOException {
    ((URLClassLoader) Thread.currentThread().getContextClassLoader()).close();
    Thread.currentThread().setContextClassLoader(usual);
  }

  @Test
  void listsTheFirstChoiceOfAutoFirst() {
    assertEquals(
        "[missing, fast, scalar]",
        Backends.providers().stream().map(BackendProvider::name).toList().toString());
  }

  @Test
  void autoTakesTheBestThatRuns() {
    try (Backend backend = Backends.open("auto", 3)) {
      assertEquals("fast", backend.name());
      assertEquals("threads 3, device ''", backend.device());
    }
  }

  @Test
  void namesWhatItWouldOpen() {
    assertEquals("fast", Backends.resolve("auto", 3));
    assertEquals("scalar", Backends.resolve("scalar", 3));
    assertThrows(IllegalArgumentException.class, () -> Backends.resolve("abacus", 1));
    assertThrows(IllegalArgumentException.class, () -> Backends.resolve("scalar:7", 1));
    assertThrows(BackendUnavailableException.class, () -> Backends.resolve("missing", 1));
  }

  @Test
  void aNamedBackendIsNotReplaced() {
    try (Backend backend = Backends.open("scalar", 1)) {
      assertEquals("scalar", backend.name());
    }
    String message =
        assertThrows(BackendUnavailableException.class, () -> Backends.open("missing", 1))
            .getMessage();
    assertEquals("missing: no such machine", message);
  }

  @Test
  void theDeviceStandsBehindTheColon() {
    try (Backend backend = Backends.open("fast:gpu:1", 1)) {
      assertEquals("threads 1, device 'gpu:1'", backend.device());
    }
  }

  @Test
  void anUnknownNameListsTheKnown() {
    for (String name : new String[] {"smid", "", "Scalar", ":gpu"}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Backends.open(name, 1)).getMessage();
      assertTrue(message.contains("[missing, fast, scalar] and auto"), message);
    }
  }

  @Test
  void threadsAreNotNegative() {
    assertThrows(IllegalArgumentException.class, () -> Backends.open("scalar", -1));
    assertEquals(5, new BackendOptions(5, "").threadCount());
    assertTrue(BackendOptions.DEFAULT.threadCount() > 0);
  }

  /// Stands before `scalar` and runs.
  public static final class Fast implements BackendProvider {
    @Override
    public String name() {
      return "fast";
    }

    @Override
    public int priority() {
      return 1000;
    }

    @Override
    public Availability probe(BackendOptions options) {
      return new Availability.Available("test");
    }

    @Override
    public Backend open(BackendOptions options) {
      return new ScalarBackend() {
        @Override
        public String name() {
          return "fast";
        }

        @Override
        public String device() {
          return "threads " + options.threads() + ", device '" + options.device() + "'";
        }
      };
    }
  }

  /// Stands before `fast` and does not run.
  public static final class Missing implements BackendProvider {
    @Override
    public String name() {
      return "missing";
    }

    @Override
    public int priority() {
      return 2000;
    }

    @Override
    public Availability probe(BackendOptions options) {
      return new Availability.Unavailable("no such machine", "build one");
    }

    @Override
    public Backend open(BackendOptions options) {
      throw new BackendUnavailableException("missing: no such machine");
    }
  }
}

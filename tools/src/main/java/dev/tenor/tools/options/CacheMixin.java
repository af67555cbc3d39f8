package dev.tenor.tools.options;

import dev.tenor.ser.features.FeatureCache;
import dev.tenor.ser.features.KeyedFeatures;
import dev.tenor.tools.console.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine.Option;

/// The cache of features.
public final class CacheMixin {
  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Cache of computed features; its folder 'features' may be deleted at any time (default:"
              + " the folder 'tenor' in the user's cache directory).")
  private Path folder;

  @Option(names = "--no-cache", description = "Compute all features anew and do not cache them.")
  private boolean off;

  @Option(
      names = "--features",
      paramLabel = "TABLE",
      description =
          "Folder of features that 'tenor features --master' has written as Parquet; those of other"
              + " recordings are computed.")
  private String table;

  /// The cache, or null for none.
  ///
  /// @throws IllegalArgumentException if the options contradict each other, or nothing on the class
  ///   path reads tables
  /// @throws UncheckedIOException if the table cannot be read
  public FeatureCache open(Console console) {
    if (off && folder != null) {
      throw new IllegalArgumentException(
          "--cache " + folder + " and --no-cache exclude each other");
    }
    Optional<Path> chosen = folder != null ? Optional.of(folder) : defaultFolder();
    if (table != null) {
      Path place = off ? null : chosen.orElse(null);
      return FeatureCache.of(place, console::warn, table, read(table));
    }
    return off ? null : chosen.map(f -> new FeatureCache(f, console::warn)).orElse(null);
  }

  private static List<KeyedFeatures> read(String table) {
    FeatureTables tables =
        ServiceLoader.load(FeatureTables.class)
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--features "
                        + table
                        + " needs the library for Parquet, which is in tenor-spark.jar; start"
                        + " tools/tenor (docs/scale.md)"));
    try {
      return tables.read(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> defaultFolder() {
    return defaultFolder(
        System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  /// `tenor` in `$XDG_CACHE_HOME`, on any system, or else in the system's cache folder. Empty if
  /// that is not an absolute path, as for a user without a home folder.
  static Optional<Path> defaultFolder(Map<String, String> environment, String os, String home) {
    String system = os.toLowerCase(Locale.ROOT);
    Path caches = Path.of(home, ".cache");
    if (system.startsWith("mac")) {
      caches = Path.of(home, "Library", "Caches");
    } else if (system.startsWith("windows")) {
      caches = Path.of(environment.getOrDefault("LOCALAPPDATA", home));
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    caches = xdg.isEmpty() || !Path.of(xdg).isAbsolute() ? caches : Path.of(xdg);
    return Optional.of(caches.resolve("tenor")).filter(Path::isAbsolute);
  }
}

package dev.tenor.ser.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Features on disk, one small file per recording, named by a hash of all that determines them
/// ([FeatureKeys]).
///
/// Entries are verified: one that is truncated, damaged or belongs to something else counts as
/// absent and is replaced. Any number of threads and processes may share the folder, since entries
/// are written by atomic rename. It may be deleted at any time. Only the newest entries are kept,
/// up to [#MAX_BYTES].
public final class FeatureCache {
  static final long MAX_BYTES = 4L << 30;

  private static final String SUFFIX = ".features";

  private final Path folder;
  private final Consumer<String> warnings;
  private final Table table;
  private final AtomicBoolean unwritable = new AtomicBoolean();
  private final AtomicBoolean grown = new AtomicBoolean();

  /// Features that were computed elsewhere, by key.
  private record Table(String place, Map<ByteBuffer, CacheEntry> entries) {}

  /// @param folder is created with the first entry; what else it holds is left alone
  /// @param warnings called once, with one line, if the folder cannot be written
  public FeatureCache(Path folder, Consumer<String> warnings) {
    this(folder.resolve("features"), warnings, new Table(null, Map.of()));
  }

  private FeatureCache(Path folder, Consumer<String> warnings, Table table) {
    this.folder = folder;
    this.warnings = warnings;
    this.table = table;
  }

  /// Features that were computed elsewhere, which are held in memory, and a folder for others.
  ///
  /// @param folder null for none: others are computed each time
  /// @param place of the table, for people and for other processes
  public static FeatureCache of(
      Path folder, Consumer<String> warnings, String place, List<KeyedFeatures> table) {
    Map<ByteBuffer, CacheEntry> entries = new HashMap<>();
    table.forEach(row ->
        entries.put(ByteBuffer.wrap(row.key()), new CacheEntry(row.features(), row.facts())));
    return new FeatureCache(
        folder == null ? null : folder.resolve("features"), warnings, new Table(place, entries));
  }

  /// The folder that holds the cache, as it was given; null where there is only a table.
  public Path place() {
    return folder == null ? null : folder.getParent();
  }

  /// Where the table is, null for none.
  public String table() {
    return table.place();
  }

  /// A line for people.
  public String summary(int recordings, long cached) {
    String places =
        table.place() == null
            ? folder.toString()
            : table.place() + (folder == null ? "" : " or " + folder);
    return String.format(
        Locale.ROOT,
        "features: %d of %d recordings from the cache in %s",
        cached,
        recordings,
        places);
  }

  /// The entry of a key, if there is a valid one with at most so many features.
  Optional<CacheEntry> find(byte[] key, int numel) {
    CacheEntry given = table.entries().get(ByteBuffer.wrap(key));
    if (given != null && given.features().length <= numel) { // the caller standardises them
      return Optional.of(new CacheEntry(given.features().clone(), given.facts()));
    }
    if (folder == null) {
      return Optional.empty();
    }
    Path file = file(key);
    try {
      return Files.size(file) <= CacheEntry.maxBytes(numel)
          ? CacheEntry.decode(Files.readAllBytes(file), key)
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // usually absent; else the features are computed again
    }
  }

  /// Stores an entry. After the first failure, which is reported, the cache stores nothing more.
  void keep(byte[] key, CacheEntry entry) {
    if (folder == null || unwritable.get()) {
      return;
    }
    try {
      write(file(key), entry.encode(key));
      grown.set(true);
    } catch (IOException e) {
      if (!unwritable.getAndSet(true)) {
        warnings.accept(
            String.format(
                Locale.ROOT,
                "features are not cached: cannot write to %s%s; free space there or use another"
                    + " folder",
                folder,
                reason(e)));
      }
    }
  }

  /// No fsync: the checksum detects an entry that a power failure damaged.
  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Path temporary = Files.createTempFile(file.getParent(), ".tenor-", ".tmp");
    try {
      Files.write(temporary, bytes);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Deletes the oldest entries if those stored since the last call exceed the limit.
  void trim() {
    if (grown.getAndSet(false)) {
      OldestFiles.delete(folder, MAX_BYTES);
    }
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return reason == null ? "" : " (" + reason + ")";
  }

  private Path file(byte[] key) {
    String name = HexFormat.of().formatHex(key);
    return folder.resolve(name.substring(0, 2)).resolve(name.substring(2) + SUFFIX);
  }
}

package dev.tenor.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher's cache of the JVM: made once, used from then on, and never in the way.
final class AotCacheTest {
  private static final int LIMIT_SECONDS = 120;

  @TempDir static Path folder;
  private static Path jar;

  /// Tells whether its JVM was given a cache.
  static final class Told {
    private Told() {}

    public static void main(String[] args) {
      boolean given =
          ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
              .anyMatch(a -> a.startsWith("-XX:AOTCache="));
      System.out.println((given ? "with " : "without ") + Arrays.toString(args));
    }
  }

  @BeforeAll
  static void pack() throws IOException {
    assumeTrue(File.separatorChar == '/', "needs a POSIX shell");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Told.class.getName());
    jar = folder.resolve("t.jar");
    String name = Told.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        InputStream in = Told.class.getResourceAsStream("/" + name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
    }
    // Older than any cache.
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(3600)));
  }

  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (Files.notExists(root.resolve(".mvn/aot.sh"))) {
      root = root.getParent();
    }
    return root;
  }

  /// What a shell prints that has the launcher's functions; nothing is said on stderr.
  private static String shell(String line, Path caches, Map<String, String> variables)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-euc"));
    command.add("root=$1; jar=$2; . \"$root/.mvn/java.sh\"; . \"$root/.mvn/aot.sh\"; " + line);
    command.addAll(List.of("sh", root().toString(), jar.toString()));
    Path err = Files.createTempFile(folder, "err", "");
    Path out = Files.createTempFile(folder, "out", "");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "TENOR_AOT"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("XDG_CACHE_HOME", caches.toString());
    environment.putAll(variables);
    Process process = builder.start();
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    assertEquals("", Files.readString(err).replaceAll("(NOTE|Picked up)[^\n]*\\R", ""));
    assertEquals(0, process.exitValue());
    return Files.readString(out).strip();
  }

  private static String start(Path caches) throws IOException, InterruptedException {
    return shell("start_jar \"$jar\" 'an argument' '*'", caches, Map.of());
  }

  private static List<Path> below(Path caches) throws IOException {
    Path aot = caches.resolve("tenor/aot");
    if (Files.notExists(aot)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(aot)) {
      return files.sorted().toList();
    }
  }

  /// The cache that is being made in the background.
  private static Path awaitCache(Path caches) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (true) {
      List<Path> files = below(caches);
      if (files.size() == 2 && files.getFirst().toString().endsWith(".aot")) {
        return files.getFirst();
      }
      assertTrue(System.nanoTime() < end, () -> "no cache, but " + files);
      Thread.sleep(50);
    }
  }

  @Test
  void theFirstStartMakesWhatLaterOnesUse() throws Exception {
    Path caches = folder.resolve("fresh caches");
    assertEquals("without [an argument, *]", start(caches));
    Path cache = awaitCache(caches);
    assertEquals("with [an argument, *]", start(caches));
    // A JVM that must use it, or fails.
    String must = "-XX:AOTMode=on -XX:+VerifySharedSpaces";
    String line = "start_java -XX:AOTCache=\"" + cache + "\" " + must + " -jar \"$jar\"";
    assertEquals("with []", shell(line, caches, Map.of()));

    byte[] whole = Files.readAllBytes(cache);
    byte[] damaged = whole.clone();
    for (int i = whole.length / 4; i < whole.length; i += 1001) {
      damaged[i] ^= 0x55;
    }
    Files.write(cache, Arrays.copyOf(whole, whole.length / 2));
    assertEquals("with [an argument, *]", start(caches));
    Files.writeString(cache, "of another program");
    assertEquals("with [an argument, *]", start(caches));

    // Its sum is checked a day later.
    Path sum = Path.of(cache + ".sum");
    FileTime yesterday = FileTime.from(Instant.now().minus(25, ChronoUnit.HOURS));
    Files.write(cache, whole);
    Files.setLastModifiedTime(sum, yesterday);
    assertEquals("with [an argument, *]", start(caches));
    assertTrue(Files.getLastModifiedTime(sum).compareTo(yesterday) > 0);
    Files.write(cache, damaged);
    Files.setLastModifiedTime(sum, yesterday);
    assertEquals("without [an argument, *]", start(caches));
    assertFalse(Files.exists(cache));
    assertEquals("without [an argument, *]", start(caches));
    awaitCache(caches);

    Files.setLastModifiedTime(cache, FileTime.from(Instant.now().minusSeconds(7200)));
    assertEquals("without [an argument, *]", start(caches));
    awaitCache(caches);
  }

  @Test
  void oneStartAtATimeMakesIt() throws Exception {
    Path caches = folder.resolve("taken");
    String name = shell("find_aot_cache \"$jar\"; echo \"$aot_cache\"", caches, Map.of());
    Path taken = Files.createDirectories(Path.of(name + ".new"));
    assertEquals("without [an argument, *]", start(caches));
    assertEquals(List.of(taken), below(caches));
    assertFalse(Files.exists(taken.resolve("started")));
  }

  @Test
  void aFolderThatCannotBeWrittenIsNoError() throws Exception {
    Path caches = Files.createFile(folder.resolve("a file"));
    assertEquals("without [an argument, *]", start(caches));
    assertEquals("without [an argument, *]", start(caches));
  }

  @Test
  void theUserCanDoWithout() throws Exception {
    Path caches = folder.resolve("none");
    String line = "start_jar \"$jar\"";
    assertEquals("without []", shell(line, caches, Map.of("TENOR_AOT", "off")));
    assertEquals("without []", shell(line, caches, Map.of("JAVA_TOOL_OPTIONS", "-Xshare:off")));
    assertEquals("without []", shell(line, caches, Map.of("XDG_CACHE_HOME", "", "HOME", "")));
    assertEquals(List.of(), below(caches));
  }

  /// Other options, another JVM: another file.
  @Test
  void theNameTellsTheOptions() throws Exception {
    String line = "find_aot_cache \"$jar\"; echo \"$aot_cache\"";
    String usual = shell(line, folder, Map.of());
    assertTrue(usual.matches(".*/tenor/aot/\\d+\\.aot"), usual);
    assertEquals(usual, shell(line, folder, Map.of()));
    String other = shell(line, folder, Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseG1GC"));
    assertTrue(other.matches(".*/tenor/aot/\\d+\\.aot"), other);
    assertFalse(usual.equals(other), usual);
  }
}

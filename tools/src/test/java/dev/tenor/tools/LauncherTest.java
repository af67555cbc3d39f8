package dev.tenor.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `tools/tenor` starts its JVM whatever the user chose in the variables that every JVM reads. The
/// line that starts it is run here without what comes before it, the build.
final class LauncherTest {
  private static final int LIMIT_SECONDS = 120;

  @TempDir Path folder;

  /// Tells what JVM it runs in.
  static final class Facts {
    private Facts() {}

    public static void main(String[] args) {
      System.out.println(ManagementFactory.getGarbageCollectorMXBeans().getFirst().getName());
    }
  }

  /// Tells whether the vector backend runs after the command line's own preparation.
  static final class Vectors {
    private Vectors() {}

    public static void main(String[] args) {
      boolean before = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
      VectorModule.resolve();
      try (Backend backend = Backends.open("simd", 1)) {
        System.out.println(before + " " + backend.name());
      }
    }
  }

  /// A jar with the manifest of the real one runs the vector backend with no option and without a
  /// word on stderr.
  @Test
  void theJarNeedsNoOptionForVectors() throws Exception {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, Vectors.class.getName());
    String exports = element("Add-Exports");
    attributes.putValue("Add-Exports", exports);
    attributes.putValue("Enable-Native-Access", element("Enable-Native-Access"));
    List<String> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toString());
    }
    attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", urls));
    Path jar = folder.resolve("t.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(java.toString(), "-jar", jar.toString());
    builder.redirectError(err.toFile()).redirectOutput(folder.resolve("out").toFile());
    Process process = builder.start();
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    String said = Files.readString(err).replaceAll("(NOTE|Picked up)[^\n]*\\R", "");
    assertEquals("", said);
    assertEquals("false simd", Files.readString(folder.resolve("out")).strip());
  }

  /// The text of an element of the module's pom.
  private static String element(String name) throws IOException {
    String pom = Files.readString(root().resolve("tools/pom.xml"));
    Matcher text = Pattern.compile("<" + name + ">([^<]*)<").matcher(pom);
    assertTrue(text.find(), name);
    return text.group(1);
  }

  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (Files.notExists(root.resolve(".mvn/java.sh"))) {
      root = root.getParent();
    }
    return root;
  }

  @BeforeAll
  static void needsAShell() {
    assumeTrue(File.separatorChar == '/', "needs a POSIX shell");
  }

  /// Stdout of a JVM that was started with these variables; it said nothing of its own on stderr.
  private String start(Map<String, String> variables) throws IOException, InterruptedException {
    Path root = root();
    List<String> command = new ArrayList<>(List.of("sh", "-euc"));
    command.add("root=$1; shift; . \"$root/.mvn/java.sh\"; start_java \"$@\"");
    command.addAll(List.of("sh", root.toString(), "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Facts.class.getName(), "an argument", "*"));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.putAll(variables);
    Process process = builder.start();
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    String said = Files.readString(err).replaceAll("(NOTE|Picked up)[^\n]*\\R", "");
    assertEquals("", said);
    assertEquals(0, process.exitValue());
    return Files.readString(out).strip();
  }

  @Test
  void takesTheSerialCollectorByDefault() throws Exception {
    assertEquals("Copy", start(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
  void yieldsToACollectorInAnyVariable(String variable) throws Exception {
    assertEquals("ZGC Minor Cycles", start(Map.of(variable, "-Dx=y  -XX:+UseZGC")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-XX:+UseG1GC -XX:MaxGCPauseMillis=50             | G1 Young Generation",
        "\"-XX:+UseParallelGC\" -Xmx40g                   | PS MarkSweep",
        "-XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC | Epsilon Heap",
        "-XX:+UseZGC -XX:ObjectAlignmentInBytes=16        | ZGC Minor Cycles",
        "-XX:+UseZGC -XX:-UseCompressedOops               | ZGC Minor Cycles",
        "-XX:+UseSerialGC                                 | Copy",
        "-Xmx16m                                          | Copy",
        "-Xms8192k -Xmx200g                               | Copy",
        "-Xmn8m -XX:ObjectAlignmentInBytes=8              | Copy",
        "-Xshare:on                                       | Copy",
      })
  void yieldsToWhatTheUserChose(String options, String collector) throws Exception {
    assertEquals(collector, start(Map.of("JAVA_TOOL_OPTIONS", options)));
  }

  @Test
  void aCollectorMayBeNamedInAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("options"), "-XX:+UseG1GC");
    assertEquals("G1 Young Generation", start(Map.of("JDK_JAVA_OPTIONS", "@" + file)));
  }

  /// Which arguments are a command that is done sooner without C2; {S} is a small recording, {L} a
  /// large one, {M} a model, {D} a folder.
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "'', true",
        "help train, true",
        "train --help, true",
        "train -h, true",
        "models, true",
        "train --corpus emo-db, false",
        "predict, false",
        "predict {S}, true",
        "predict {S} {S} --json, true",
        "predict --backend scalar -- {S}, true",
        "predict {L}, false",
        "predict {S} {L}, false",
        "predict --model {M} {S}, false",
        "predict {D}, false",
        "predict missing.wav, false",
      })
  void quickCommands(String arguments, boolean quick) throws Exception {
    Map<String, Path> files =
        Map.of(
            "{S}", Files.write(folder.resolve("a 'small' one.wav"), new byte[60_000]),
            "{L}", Files.write(folder.resolve("-n.wav"), new byte[1_600_000]),
            "{M}", Files.write(folder.resolve("m.safetensors"), new byte[10]),
            "{D}", Path.of("."));
    List<String> command = new ArrayList<>(List.of("sh", "-euc"));
    command.add(
        ". \"$0/.mvn/java.sh\"; . \"$0/.mvn/quick.sh\"; root=$0; cd \"$1\"; shift;"
            + " quick_options \"$@\"");
    command.addAll(List.of(root().toString(), folder.toString()));
    for (String word : arguments.isEmpty() ? new String[0] : arguments.split(" ")) {
      Path file = files.get(word);
      command.add(file == null ? word : file.getFileName().toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_TOOL_OPTIONS", "");
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    assertEquals(quick ? "-XX:TieredStopAtLevel=1" : "", printed.lines().findFirst().orElse(""));
  }
}

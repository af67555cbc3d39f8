package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules name every class that computes with vectors, and reach the compiler.
class CompilerRulesTest {
  private static final Pattern VECTOR =
      Pattern.compile("jdk/incubator/vector/(Vector|[A-Z][a-z]+Vector|VectorMask)");
  private static final Pattern VECTOR_TYPE = Pattern.compile("L" + VECTOR + ";");

  /// Classes that see vectors and are free to be inlined, and why.
  private static final Map<String, String> EXEMPT =
      Map.of("Lanes", "holds the species and computes nothing");

  private static List<ClassModel> classes() throws IOException, URISyntaxException {
    Path root =
        Path.of(CompilerRules.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = root.resolve(CompilerRules.class.getPackageName().replace('.', '/'));
    List<ClassModel> classes = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        classes.add(ClassFile.of().parse(file));
      }
    }
    return classes;
  }

  private static String name(ClassModel model) {
    String name = model.thisClass().asInternalName();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static boolean computesWithVectors(ClassModel model) {
    return StreamSupport.stream(model.constantPool().spliterator(), false)
        .anyMatch(e -> e instanceof ClassEntry c && VECTOR.matcher(c.asInternalName()).matches());
  }

  @Test
  void nameEveryClassThatComputesWithVectors() throws IOException, URISyntaxException {
    List<ClassModel> classes = classes();
    assertTrue(classes.size() > CompilerRules.KERNELS.size(), "only " + classes.size());
    TreeSet<String> expected =
        classes.stream()
            .filter(CompilerRulesTest::computesWithVectors)
            .map(CompilerRulesTest::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(expected.containsAll(EXEMPT.keySet()), "exempt, but without vectors");
    expected.removeAll(EXEMPT.keySet());
    TreeSet<String> missing = new TreeSet<>(expected);
    CompilerRules.KERNELS.forEach(missing::remove);
    assertEquals(Set.of(), missing, "add to CompilerRules.KERNELS");
    TreeSet<String> gone = new TreeSet<>(CompilerRules.KERNELS);
    gone.removeAll(expected);
    assertEquals(Set.of(), gone, "take out of CompilerRules.KERNELS");
    for (String name : expected) {
      assertTrue(name.endsWith("Kernels"), name + " computes with vectors: name it …Kernels");
    }
  }

  /// A method that is not inlined makes objects of the vectors that it takes or gives.
  @Test
  void noMethodTakesOrGivesAVector() throws IOException, URISyntaxException {
    List<String> offenders =
        classes().stream()
            .flatMap(c -> c.methods().stream().filter(CompilerRulesTest::passesVectors))
            .map(m -> name(m.parent().orElseThrow()) + "." + m.methodName().stringValue())
            .toList();
    assertEquals(List.of(), offenders);
  }

  private static boolean passesVectors(MethodModel method) {
    MethodTypeDesc type = method.methodTypeSymbol();
    return Stream.concat(Stream.of(type.returnType()), type.parameterList().stream())
        .map(ClassDesc::descriptorString)
        .anyMatch(d -> VECTOR_TYPE.matcher(d).matches());
  }

  @Test
  void reachTheCompiler() throws IOException, InterruptedException {
    String rules = rulesIn();
    assertTrue(rules.contains("\n*.* -dev/tenor/kernels/simd/"), rules);
    for (String kernel : CompilerRules.KERNELS) {
      assertTrue(rules.contains("-dev/tenor/kernels/simd/" + kernel + ".*"), rules);
    }
  }

  @Test
  void leaveDirectivesOfTheUserInForce(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path own = folder.resolve("own.json");
    Files.writeString(own, "[{match: \"*.*\", inline: \"-com/example/*.*\"}]");
    String rules = rulesIn("-XX:+UnlockDiagnosticVMOptions", "-XX:CompilerDirectivesFile=" + own);
    assertTrue(rules.contains("\ndev/tenor/*.* -dev/tenor/kernels/simd/"), rules);
    assertTrue(rules.contains("\n*.* -com/example/*.*"), rules);
  }

  @Test
  void warnWhereTheJvmTakesNone() throws IOException, InterruptedException {
    String printed = rulesIn("--limit-modules=java.logging,jdk.incubator.vector");
    assertTrue(printed.contains("simd: this JVM takes no rules for its compiler"), printed);
    assertTrue(
        printed.contains("-XX:CompileCommand=dontinline,dev.tenor.kernels.simd.MathKernels::*"),
        printed);
    assertTrue(printed.contains("\nsimd opens\nno directives: "), printed);
  }

  /// What a JVM with the Vector API and the flags prints that opens `simd`.
  private static String rulesIn(String... flags) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--add-modules=jdk.incubator.vector"));
    all.addAll(List.of(flags));
    return FreshJvm.run(Open.class, all.toArray(String[]::new));
  }

  /// Opens `simd`, and prints for each directive that is enabled what it matches and its rules.
  static final class Open {
    private static final Pattern DIRECTIVE =
        Pattern.compile("matching: (\\S+)\\s+c1 directives:\\s+inline: (.*)\\s+Enable:true");

    public static void main(String[] args) {
      var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      try (Backend backend = Backends.open("simd", 1)) {
        out.println(backend.name() + " opens");
        DIRECTIVE
            .matcher(HotSpot.directives())
            .results()
            .forEach(r -> out.println(r.group(1) + " " + r.group(2)));
      } catch (LinkageError e) {
        out.println("no directives: " + e);
      }
    }
  }
}

package dev.tenor.tools;

/// Resolves the module of the Vector API in a JVM that was started without it, so that `java -jar
/// tenor.jar` needs no option. The JVM warns of incubator modules that it resolves at its start, at
/// every start; here it is loaded as the JVM itself loads modules for agents, for which the jar's
/// manifest opens `jdk.internal.module`.
final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  private VectorModule() {}

  /// Must come before any class of the module is needed. Nothing happens on a JVM that works
  /// otherwise: the backend then names the option that it lacks.
  static void resolve() {
    if (ModuleLayer.boot().findModule(NAME).isPresent()) {
      return;
    }
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, NAME);
    } catch (ReflectiveOperationException | LinkageError _) {
      // not a JVM of this kind, or classes outside the jar, which may not call it
    }
  }
}

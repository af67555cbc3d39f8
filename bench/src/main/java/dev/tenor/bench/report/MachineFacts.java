package dev.tenor.bench.report;

import dev.tenor.bench.report.figures.Units;
import dev.tenor.bench.result.Ceiling;
import dev.tenor.bench.result.Machine;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.ser.report.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the machine of a result is, and what it can do at most.
final class MachineFacts {
  private MachineFacts() {}

  static TextTable ceilings(SuiteResult result) {
    return new TextTable(
        "ceilings",
        "The most that the machine can do, measured in the same run.",
        List.of("engine", "on", "what", "working set", "10⁹ per second"),
        result.ceilings().stream().map(MachineFacts::ceiling).toList());
  }

  private static List<String> ceiling(Ceiling c) {
    return List.of(
        c.engine(),
        (c.bits() == 0 ? "" : c.bits() + " bits, ")
            + c.threads()
            + (c.threads() == 1 ? " thread" : " threads"),
        (c.kind() + " " + c.level()).strip(),
        c.workingSet() == 0 ? "–" : Units.bytes(c.workingSet()),
        Units.digits(c.value()) + (c.kind().equals("fma") ? " GFLOP/s" : " GB/s"));
  }

  /// What the machine is.
  static Map<String, String> facts(SuiteResult result) {
    Machine m = result.machine();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Measured", result.created());
    facts.put("Command", "bench/run suite " + String.join(" ", result.arguments()));
    facts.put(
        "CPU",
        m.cpu() + ", " + m.processors() + (m.processors() == 1 ? " processor" : " processors"));
    facts.put("Vectors", m.lanes() + " floats");
    facts.put("Caches", join(m.caches(), bytes -> Units.bytes(bytes)));
    facts.put("System", m.os());
    facts.put("JVM", m.jdk());
    facts.put("Options of the JVM", String.join(" ", m.flags()));
    m.devices()
        .forEach(
            d -> facts.put(d.engine(), d.name() + ", " + d.platform() + ", driver " + d.driver()));
    facts.put("Versions", join(m.versions(), version -> version));
    facts.put(
        "Busy by others",
        String.format(
            Locale.ROOT, "%.2f processors before, %.2f after", m.busyBefore(), m.busyAfter()));
    facts.values().removeIf(String::isBlank);
    return facts;
  }

  private static <T> String join(Map<String, T> map, Function<T, String> text) {
    return map.entrySet().stream()
        .map(e -> e.getKey() + " " + text.apply(e.getValue()))
        .collect(Collectors.joining(", "));
  }
}

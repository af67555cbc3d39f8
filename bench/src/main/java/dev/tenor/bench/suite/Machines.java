package dev.tenor.bench.suite;

import dev.tenor.bench.result.Machine;
import dev.tenor.ser.run.Environment;
import java.util.List;
import java.util.Map;

/// Describes the machine.
final class Machines {
  private Machines() {}

  /// @param name for tables; empty for the CPU's
  /// @param busy processors that other programs keep busy
  static Machine describe(String name, List<Machine.Device> devices, double busy) {
    String cpu = Environment.here().cpu();
    return new Machine(
        name.isBlank() ? cpu : name,
        cpu,
        Runtime.getRuntime().availableProcessors(),
        Caches.sizes(Caches.told()),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        LaneCommand.options().stream().filter(Machines::isOfTheJvm).toList(),
        Choices.widest() / Float.SIZE,
        devices,
        Map.of(),
        busy,
        0);
  }

  /// Not where this machine keeps its files.
  private static boolean isOfTheJvm(String option) {
    return !option.startsWith("-D") || option.startsWith("-Dtenor.simd");
  }

  /// The same with what is known after the measurements.
  ///
  /// @param versions of the peers
  static Machine after(Machine m, Map<String, String> versions, double busy) {
    return new Machine(
        m.name(),
        m.cpu(),
        m.processors(),
        m.caches(),
        m.os(),
        m.jdk(),
        m.flags(),
        m.lanes(),
        m.devices(),
        Map.copyOf(versions),
        m.busyBefore(),
        busy);
  }
}

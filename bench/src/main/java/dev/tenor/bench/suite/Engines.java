package dev.tenor.bench.suite;

import dev.tenor.bench.result.Machine;
import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendProvider;
import dev.tenor.engine.backend.Backends;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The engines of this machine: `simd`, `scalar`, and one for every OpenCL device.
final class Engines {
  static final String SIMD = "simd";
  static final String SCALAR = "scalar";
  static final String OPENCL = "opencl";

  /// How a device of OpenCL describes itself: platform, name, type … driver.
  private static final Pattern DEVICE =
      Pattern.compile(
          "(?<platform>.*?), (?<name>.*): (?<type>CPU|GPU|OTHER), .*, driver (?<driver>.*)");

  private final Map<String, String> specs = new LinkedHashMap<>();
  private final List<Machine.Device> devices = new ArrayList<>();
  private final List<String> graphics = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  private Engines() {}

  /// Finds what there is of some backends.
  ///
  /// @param backends their names
  /// @throws IllegalArgumentException if there is no backend of a name
  static Engines find(List<String> backends) {
    Engines engines = new Engines();
    for (String name : backends) {
      BackendProvider provider = Backends.provider(name);
      if (provider.probe(BackendOptions.DEFAULT)
          instanceof Availability.Unavailable(var why, var hint)) {
        engines.missing.add(name + " cannot run: " + why + "; " + hint);
      } else if (provider.devices().isEmpty()) {
        engines.specs.put(name, name);
      } else {
        engines.addDevices(provider);
      }
    }
    return engines;
  }

  private void addDevices(BackendProvider provider) {
    for (BackendProvider.Device device : provider.devices()) {
      String engine = devices.isEmpty() ? provider.name() : provider.name() + ":" + devices.size();
      specs.put(engine, provider.name() + ":" + device.selector());
      devices.add(device(engine, device.description()));
      Matcher words = DEVICE.matcher(device.description());
      if (!words.matches() || !words.group("type").equals("CPU")) {
        graphics.add(engine);
      }
    }
  }

  /// @param description as [BackendProvider#devices] has it
  static Machine.Device device(String engine, String description) {
    Matcher words = DEVICE.matcher(description);
    return words.matches()
        ? new Machine.Device(
            engine, words.group("name"), words.group("platform"), words.group("driver"))
        : new Machine.Device(engine, description, "", "");
  }

  /// The backend of an engine: its name without the number of a device.
  static String backend(String engine) {
    int colon = engine.indexOf(':');
    return colon < 0 ? engine : engine.substring(0, colon);
  }

  /// All that can run, in the order that was asked for.
  List<String> names() {
    return List.copyOf(specs.keySet());
  }

  /// How a backend of this engine is opened.
  String spec(String engine) {
    return specs.get(engine);
  }

  List<Machine.Device> devices() {
    return devices;
  }

  /// Whether an engine computes on the processors, with their caches and as many threads as it is
  /// given.
  boolean isOnProcessors(String engine) {
    return !graphics.contains(engine);
  }

  /// The levels of memory that an engine has.
  List<Caches.Level> levels(String engine, int threads) {
    return isOnProcessors(engine) ? Caches.levels(threads) : Caches.ofGraphics();
  }

  /// Why some backends are not there, a sentence each.
  List<String> missing() {
    return missing;
  }
}

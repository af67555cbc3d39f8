package dev.tenor.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// What else runs on the machine.
public final class OtherPrograms {
  private static final long MILLIS = 1000;

  private OtherPrograms() {}

  /// How many processors are busy while this process sleeps, for a second; 0 where the system does
  /// not tell. Not the system's load average, which remembers what ran a minute ago: the build.
  public static double busyProcessors() throws InterruptedException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    system.getCpuLoad(); // the next call counts from here
    Thread.sleep(MILLIS);
    double load = system.getCpuLoad();
    return load > 0 ? load * Runtime.getRuntime().availableProcessors() : 0;
  }
}

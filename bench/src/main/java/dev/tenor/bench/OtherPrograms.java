package dev.tenor.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// The load of other programs.
public final class OtherPrograms {
  private static final long MILLIS = 1000;

  private OtherPrograms() {}

  /// The number of busy processors while this process sleeps for a second; 0 if unknown. Not the
  /// system's load average, which still includes the build of a minute ago.
  public static double busyProcessors() throws InterruptedException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    system.getCpuLoad(); // the next call counts from here
    Thread.sleep(MILLIS);
    double load = system.getCpuLoad();
    return load > 0 ? load * Runtime.getRuntime().availableProcessors() : 0;
  }
}

package dev.tenor.kernels.opencl;

import static org.jocl.CL.CL_PROFILING_COMMAND_END;
import static org.jocl.CL.CL_PROFILING_COMMAND_START;
import static org.jocl.CL.clGetEventProfilingInfo;
import static org.jocl.CL.clReleaseEvent;
import static org.jocl.CL.clWaitForEvents;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_event;

/// What each command of a queue took on the device, by its clock. The queue works one command at a
/// time, so the rest of the time it waits for the host.
final class ClProfile implements AutoCloseable {
  /// Commands under way are not asked, and finished ones must not pile up.
  private static final int MOST_PENDING = 2048;

  /// A command whose times are not read yet.
  private record Pending(cl_event event, String name, long flops, long bytes) {}

  /// The sums of one kernel.
  private static final class Sum {
    private long calls;
    private long nanos;
    private long flops;
    private long bytes;
  }

  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private final Map<String, Sum> sums = new LinkedHashMap<>();
  private final long[] time = new long[1];
  private final Pointer timePointer = Pointer.to(time);
  private long first = Long.MAX_VALUE;
  private long last;

  /// The event to start a command with.
  ///
  /// @param flops the floating-point operations it needs; 0 if arithmetic does not limit it
  /// @param bytes what it must read and write at least
  cl_event event(String name, long flops, long bytes) {
    if (pending.size() >= MOST_PENDING) {
      settle(pending.size() / 2);
    }
    pending.add(new Pending(new cl_event(), name, flops, bytes));
    return pending.getLast().event();
  }

  private void settle(int count) {
    for (int i = 0; i < count; i++) {
      Pending p = pending.poll();
      clWaitForEvents(1, new cl_event[] {p.event()});
      long start = time(p.event(), CL_PROFILING_COMMAND_START);
      long end = time(p.event(), CL_PROFILING_COMMAND_END);
      clReleaseEvent(p.event());
      first = Math.min(first, start);
      last = Math.max(last, end);
      Sum sum = sums.computeIfAbsent(p.name(), _ -> new Sum());
      sum.calls++;
      sum.nanos += end - start;
      sum.flops += p.flops();
      sum.bytes += p.bytes();
    }
  }

  private long time(cl_event event, int parameter) {
    clGetEventProfilingInfo(event, parameter, Sizeof.cl_ulong, timePointer, null);
    return time[0];
  }

  /// Forgets everything so far.
  void reset() {
    settle(pending.size());
    sums.clear();
    first = Long.MAX_VALUE;
    last = 0;
  }

  /// A table of the kernels, the longest first, and how long the device had nothing to do.
  List<String> lines() {
    settle(pending.size());
    long busy = Math.max(1, sums.values().stream().mapToLong(s -> s.nanos).sum());
    long span = Math.max(1, last - first);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "device busy %.1f ms of %.1f ms; it waits for the host %.1f%% of the time",
            busy / 1e6,
            span / 1e6,
            100 * Math.max(0, 1 - (double) busy / span)));
    lines.add(
        String.format(
            Locale.ROOT,
            "%-24s %9s %7s %8s %9s %8s",
            "kernel",
            "ms",
            "share",
            "calls",
            "GFLOP/s",
            "GB/s"));
    sums.entrySet().stream()
        .sorted(Comparator.comparingLong(e -> -e.getValue().nanos))
        .forEach(e -> lines.add(row(e.getKey(), e.getValue(), busy)));
    return lines;
  }

  private static String row(String name, Sum s, long busy) {
    return String.format(
        Locale.ROOT,
        "%-24s %9.3f %6.1f%% %8d %9s %8.1f",
        name,
        s.nanos / 1e6,
        100.0 * s.nanos / busy,
        s.calls,
        s.flops == 0 ? "" : String.format(Locale.ROOT, "%.1f", (double) s.flops / s.nanos),
        (double) s.bytes / Math.max(1, s.nanos));
  }

  @Override
  public void close() {
    reset();
  }
}

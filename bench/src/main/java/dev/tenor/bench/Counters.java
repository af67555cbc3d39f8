package dev.tenor.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Secondary results that JMH reports: the work of one operation, and what the machine could do in
/// the same JVM. [Row] computes rates and percentages from them.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Counters {
  private MachinePeak peak;
  private double flop;
  private double bytes;

  void peak(MachinePeak measured) {
    peak = measured;
  }

  /// States the work of one operation; 0 where it is not counted.
  ///
  /// @param flops floating-point operations, a multiply-add being two
  /// @param traffic bytes that must be read or written even with a perfect cache
  void work(double flops, double traffic) {
    flop = flops;
    bytes = traffic;
  }

  public double flop() {
    return flop;
  }

  public double bytes() {
    return bytes;
  }

  public double peakGflops() {
    return peak.gflops();
  }

  public double peakGigabytes() {
    return peak.gigabytes();
  }
}

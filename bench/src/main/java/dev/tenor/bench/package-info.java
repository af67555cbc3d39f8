/// JMH benchmarks of the engine and of the tool, each verified before it is timed; see
/// docs/benchmarks.md.
package dev.tenor.bench;

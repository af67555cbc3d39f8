/// JMH benchmarks of the engine and of the tool, each verified before it is timed; see
/// docs/benchmarks.md. Sees all other modules, and nothing imports it.
package dev.tenor.bench;

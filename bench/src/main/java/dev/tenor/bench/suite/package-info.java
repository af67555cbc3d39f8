/// The suite: measures all cases on all engines, each in a JVM of its own, and writes what it found
/// after every row.
package dev.tenor.bench.suite;

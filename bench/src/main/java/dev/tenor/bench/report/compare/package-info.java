/// Results beside each other: two, many in the order of time, and those of several machines.
package dev.tenor.bench.report.compare;

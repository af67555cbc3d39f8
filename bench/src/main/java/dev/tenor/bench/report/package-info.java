/// Reading results of the suite: reports, comparisons, histories, machines beside each other.
package dev.tenor.bench.report;

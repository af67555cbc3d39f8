/// The results of a run of the suite: records, and the file that holds them.
package dev.tenor.bench.result;

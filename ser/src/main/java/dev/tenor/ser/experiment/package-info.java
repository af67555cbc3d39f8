/// Experiments: many runs that differ in one thing, tests between them, reports.
package dev.tenor.ser.experiment;

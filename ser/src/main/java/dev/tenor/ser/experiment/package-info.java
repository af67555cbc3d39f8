/// Experiments: many runs that differ in one thing, tests between them, reports. Imports `train`,
/// `stats`, `report`, `audit` and `tsne`; the tools import it.
package dev.tenor.ser.experiment;

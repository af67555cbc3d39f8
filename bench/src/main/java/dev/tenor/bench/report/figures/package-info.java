/// What the rows of a result say together: fits, sweeps, roofs, heat maps, and their plots.
package dev.tenor.bench.report.figures;

/// Tables, plots and pages for people: CSV, Markdown, PNG, SVG and one self-contained HTML file.
/// Knows nothing of training, imports `ser.stats`; `train`, `experiment` and the tools import it.
package dev.tenor.ser.report;

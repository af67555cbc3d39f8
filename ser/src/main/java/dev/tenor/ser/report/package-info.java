/// Tables, plots and pages for people: CSV, Markdown, PNG, SVG and one self-contained HTML file.
/// Knows nothing of training; `experiment` and the tools import it.
package dev.tenor.ser.report;

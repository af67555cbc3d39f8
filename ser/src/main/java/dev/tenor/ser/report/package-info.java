/// Tables, plots and pages for people: CSV, Markdown, PNG, SVG and one self-contained HTML file.
package dev.tenor.ser.report;

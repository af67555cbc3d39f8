/// Plots for papers: lines, points, areas, bars, matrices and pictures, drawn in points and written
/// as SVG and PDF with real text, and as PNG at 300 dpi.
package dev.tenor.ser.plot;

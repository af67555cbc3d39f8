/// Pages with tables and charts that a reader can sort, filter and point at; one file each.
package dev.tenor.bench.report.html;

/// Console output: results, warnings, progress, tables, exit codes.
package dev.tenor.tools.console;

/// What people and scripts see: results, warnings, progress, tables, exit codes.
package dev.tenor.tools.console;

/// The command line: parses, calls `engine` and `ser`, prints. Nothing imports this package.
package dev.tenor.tools;

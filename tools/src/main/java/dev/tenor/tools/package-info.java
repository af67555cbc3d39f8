/// The command line: its root command, error handling and shutdown.
package dev.tenor.tools;

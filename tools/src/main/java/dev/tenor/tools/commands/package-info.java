/// The subcommands of `tenor`, one class each: options, a call into `ser` or `engine`, and the
/// printing of the result. Imported by the root command only.
package dev.tenor.tools.commands;

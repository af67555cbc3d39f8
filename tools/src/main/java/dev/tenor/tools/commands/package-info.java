/// One class for each command of the command line, what they share as picocli mixins, and the small
/// writers of their results. Only [dev.tenor.tools.TenorCli] imports this package.
package dev.tenor.tools.commands;

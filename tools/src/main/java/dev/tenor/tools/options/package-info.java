/// Options that several commands share, as picocli mixins, and the settings, config files, run
/// folders and recordings that they refer to.
package dev.tenor.tools.options;

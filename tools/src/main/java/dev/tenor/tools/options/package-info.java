/// Options that several commands share, each declared once as a picocli mixin, and the settings,
/// config files, run folders and recordings that they refer to.
package dev.tenor.tools.options;

/// Options that several commands share, each declared once, as picocli mixins; and what they name:
/// settings, config files, run folders, recordings.
package dev.tenor.tools.options;

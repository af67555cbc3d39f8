/// Tests that read the sources: which package imports which, and whether the documentation of the
/// architecture names what exists.
package dev.tenor.tools.architecture;

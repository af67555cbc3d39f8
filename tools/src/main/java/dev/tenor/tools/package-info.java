/// The command line: its root, what it answers when something goes wrong, and how it ends.
package dev.tenor.tools;

/// Input that must be refused: every case ends in time, with its exit code and one line that names
/// the place and the way out, and leaves nothing behind.
package dev.tenor.tools.badinput;

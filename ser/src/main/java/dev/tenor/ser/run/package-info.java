/// Runs: one training from recordings to a run folder, what decides it ([RunSpec]), how it is
/// carried out ([Execution]), what it gave, and the files of its folder.
package dev.tenor.ser.run;

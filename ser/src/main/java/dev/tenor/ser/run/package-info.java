/// Runs: one training from recordings to a run folder, the settings that determine it ([RunSpec]),
/// how it is executed ([Execution]), its results, and the files of its folder.
package dev.tenor.ser.run;

/// Corpora: which recordings there are, who speaks in them and with which emotion. Reads file names
/// and manifests, never audio. Adding a corpus is one class and one line in {@link
/// dev.tenor.ser.corpus.Corpora}. Imports the engine's random numbers, `ser.audio` (to write the
/// synthetic corpus) and `corpus.synth`; the packages `split`, `train` and the tools import it.
package dev.tenor.ser.corpus;

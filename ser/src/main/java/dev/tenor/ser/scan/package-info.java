/// What the recordings of a corpus are like: length, rate, level, identical audio. Imports
/// `ser.audio` and `ser.corpus`; `train` and the tools import it.
package dev.tenor.ser.scan;

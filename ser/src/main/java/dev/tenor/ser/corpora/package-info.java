/// The corpora that Tenor can read, one class each. Adding one is one class and one line in
/// [Corpora].
package dev.tenor.ser.corpora;

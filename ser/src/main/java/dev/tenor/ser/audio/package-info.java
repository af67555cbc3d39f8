/// From an audio file to the log-mel matrix that the network reads: decoding ([AudioReader]),
/// resampling ([Resampler]), the front end ([FeatureConfig], [LogMel]) and its normalisation
/// ([Standardizer]).
///
/// Knows nothing of corpora, networks or training, and of the engine nothing at all; every other
/// package of `dev.tenor.ser` and the tools may import it.
package dev.tenor.ser.audio;

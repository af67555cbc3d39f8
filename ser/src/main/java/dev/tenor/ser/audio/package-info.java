/// From an audio file to the log-mel matrix that the network reads: decoding ([AudioReader]),
/// resampling ([Resampler]), the front end ([FeatureConfig], [LogMel]) and its normalisation
/// ([Standardizer]).
package dev.tenor.ser.audio;

/// From an audio file to the log-mel matrix, the network's input: decoding ([AudioReader]),
/// resampling ([Resampler]), the front end ([FeatureConfig], [LogMel]) and its standardisation
/// ([Standardizer]).
package dev.tenor.ser.audio;

/// Log-mel features of many recordings, computed in parallel ([FeatureExtractor]) and kept on disk
/// for the next time ([FeatureCache]).
package dev.tenor.ser.features;

/// Log-mel features of many recordings, computed in parallel ([FeatureExtractor]) and cached on
/// disk ([FeatureCache]).
package dev.tenor.ser.features;

/// Checks of data and splits before a score can be trusted: properties of the recordings
/// ([CorpusScan]), identical recordings, leakage between the subsets of a split ([SplitAudit]), and
/// baselines that use no audio.
package dev.tenor.ser.audit;

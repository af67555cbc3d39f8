package dev.tenor.ser.train;

import dev.tenor.ser.split.SplitSummary;
import java.util.List;

/// What a finished run gave.
///
/// @param bestEpoch the epoch whose weights were kept
/// @param val the scores of these weights on the validation side
/// @param test the scores on the test side, computed once
public record RunResult(
    RunDirectory directory,
    RunSpec spec,
    SplitSummary split,
    List<EpochRecord> history,
    int bestEpoch,
    Metrics val,
    Metrics test) {}

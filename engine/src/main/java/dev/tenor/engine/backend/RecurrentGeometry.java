package dev.tenor.engine.backend;

/// One direction of a recurrent layer over [B, T, ·] with H hidden units. Its hidden states go to
/// columns `outOffset … outOffset + H` of an output whose rows are `outStride` long, so that two
/// directions fill one tensor [B, T, 2H] side by side. With `reverse` time runs from T − 1 down to
/// 0.
public record RecurrentGeometry(
    int batch, int time, int hidden, int outStride, int outOffset, boolean reverse) {}

/// Acoustic baselines: statistics of every recording ([Functionals]) and a classifier that is
/// fitted in no time beside a network's. What a network has to beat.
package dev.tenor.ser.baseline;

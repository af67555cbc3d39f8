/// Baselines that hear a little: statistics of every recording ([Functionals]) and a classifier
/// that is fitted in seconds. What a network has to beat.
package dev.tenor.ser.baseline;

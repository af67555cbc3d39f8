/// Acoustic baselines: statistics of every recording ([FunctionalSet]) and a classifier that is
/// fitted in no time beside a network's. What a network has to beat; also models of their own.
package dev.tenor.ser.baseline;

/// The sections of reports of runs, experiments and evaluations: each class makes one, from
/// predictions and what is known of the utterances.
package dev.tenor.ser.page;

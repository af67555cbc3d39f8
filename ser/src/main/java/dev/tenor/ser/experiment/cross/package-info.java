/// Cross-corpus experiments: every corpus trained on, alone and left out, and every corpus tested.
package dev.tenor.ser.experiment.cross;

/// Grids and searches: the validation sets choose one of many variants, which alone is tested.
package dev.tenor.ser.experiment.search;

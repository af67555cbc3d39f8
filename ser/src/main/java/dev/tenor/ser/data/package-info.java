/// The standardised examples of a split, and batches of them.
package dev.tenor.ser.data;

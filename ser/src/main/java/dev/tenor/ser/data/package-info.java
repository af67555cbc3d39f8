/// The examples of a split, standardised, and how they are put together to batches.
package dev.tenor.ser.data;

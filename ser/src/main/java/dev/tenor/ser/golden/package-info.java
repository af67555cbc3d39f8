/// Golden files: reference values written by another implementation, and the comparison with them.
package dev.tenor.ser.golden;

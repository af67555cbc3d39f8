/// Golden files: numbers that another implementation wrote, and the runs that compare this one with
/// them.
package dev.tenor.ser.golden;

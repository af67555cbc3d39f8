/// Golden files: numbers that another implementation wrote, and the runs that compare this one with
/// them. Imports the engine, `audio`, `config` and `model`; imported by `tools`.
package dev.tenor.ser.golden;

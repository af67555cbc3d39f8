/// Audits of splits: what the sides share, and what can be predicted without hearing anything.
/// Imports `ser.audio`, `ser.corpus`, `ser.split` and `ser.stats`; `train` and the tools import it.
package dev.tenor.ser.audit;

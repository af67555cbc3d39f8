/// The suite that every backend must pass: op cases, the comparison with the scalar reference, and
/// the finite-difference checks of the reference itself. Published as engine's test-jar.
package dev.tenor.engine.tck;

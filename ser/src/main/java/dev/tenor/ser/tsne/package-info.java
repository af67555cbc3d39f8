/// t-SNE: points of many dimensions laid out in two, so that neighbours stay neighbours. Imports
/// the engine's random numbers only; the experiments import it.
package dev.tenor.ser.tsne;

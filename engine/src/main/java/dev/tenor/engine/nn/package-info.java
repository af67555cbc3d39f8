/// Layers and their parameters, with PyTorch's names and state-dict layouts.
package dev.tenor.engine.nn;

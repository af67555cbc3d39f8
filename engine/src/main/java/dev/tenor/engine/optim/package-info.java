/// Optimisers over a parameter slab, gradient clipping and learning-rate schedules.
package dev.tenor.engine.optim;

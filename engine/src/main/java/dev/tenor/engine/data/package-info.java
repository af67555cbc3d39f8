/// Batches of what a network is trained on.
package dev.tenor.engine.data;

/// t-SNE: points of many dimensions laid out in two, so that neighbours stay neighbours.
package dev.tenor.ser.tsne;

/// t-SNE: embeds points of many dimensions in two, preserving neighbourhoods.
package dev.tenor.ser.tsne;

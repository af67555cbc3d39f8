/// The three-stage network of the paper: extraction, aggregation, enhancement, classifier.
package dev.tenor.ser.model;

/// The three-stage network of the paper: extraction, aggregation, enhancement, classifier. Imports
/// the engine only.
package dev.tenor.ser.model;

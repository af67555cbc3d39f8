/// The models that come with the program ([ModelCatalogue]) and what is to be said about a model
/// before it is used ([ModelCard]): data, licences, scores, limits.
package dev.tenor.ser.models;

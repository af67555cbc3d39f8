/// How settings records explain themselves and travel as JSON. Imports nothing of the project;
/// everyone may import it.
package dev.tenor.ser.config;

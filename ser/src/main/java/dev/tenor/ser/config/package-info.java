/// Settings as records: read from JSON and from overrides by name, written into models and run
/// folders. Imports the packages whose settings it gathers.
package dev.tenor.ser.config;

/// Descriptions of settings records, and their conversion to and from JSON.
package dev.tenor.ser.config;

/// How settings records explain themselves and travel as JSON.
package dev.tenor.ser.config;

/// The engine in one object: [Session].
package dev.tenor.engine;

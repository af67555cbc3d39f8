/// Memory of backends that compute on the host: runs of floats in Java arrays.
package dev.tenor.engine.backend.host;

/// The reference backend: plain loops with double accumulators, written to be read. It is the
/// oracle that every other backend is compared with, and it runs on any JVM. Host memory lives here
/// too: backends that compute on the host extend [ScalarBackend] and override what they speed up.
package dev.tenor.engine.backend.scalar;

/// The reference backend: plain loops with double accumulators, written to be read. Every other
/// backend is compared with it, and may borrow its parts; it runs on any JVM.
package dev.tenor.engine.backend.scalar;

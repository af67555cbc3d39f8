/// The suite's cases: what is measured, one small class for a kind of operation. To add one, write
/// a [dev.tenor.bench.cases.Case] and put it into the list of [dev.tenor.bench.cases.Cases].
package dev.tenor.bench.cases;

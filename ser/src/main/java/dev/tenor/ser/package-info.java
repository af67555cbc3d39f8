/// What all of speech emotion recognition shares: input that cannot be used ([DataException]), and
/// what a failure to read or write means to people ([FileErrors]).
package dev.tenor.ser;

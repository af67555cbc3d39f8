// A program that does not build: line 2 names a type that does not exist.
kernel void broken(global floot *x) {}

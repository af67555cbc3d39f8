// The random bits of dropout.

#include "common.clh"

#define uint_v JOIN(uint, V)

// Writes blocks of Philox (see common.clh), V of them a work-item, lane by lane: 16 bits for each
// of eight elements a block.
kernel void random_bits(ARRAY(bits), const long key, const long stream, const int blocks) {
  const int first = get_global_id(0) * V;
  if (first >= blocks) {
    return;
  }
  union {
    uint_v v;
    uint at[V];
  } x, y, z, w;
  for (int l = 0; l < V; l++) {
    x.at[l] = first + l;
  }
  y.v = 0;
  z.v = (uint)stream;
  w.v = (uint)(stream >> 32);
  uint k0 = (uint)key;
  uint k1 = (uint)(key >> 32);
  for (int round = 0; round < 10; round++) {
    const uint_v high_x = mul_hi((uint_v)(0xD2511F53u), x.v);
    const uint_v high_z = mul_hi((uint_v)(0xCD9E8D57u), z.v);
    const uint_v low_x = 0xD2511F53u * x.v;
    x.v = high_z ^ y.v ^ k0;
    y.v = 0xCD9E8D57u * z.v;
    z.v = high_x ^ w.v ^ k1;
    w.v = low_x;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  global uint4 *out = (global uint4 *)(bits + bits_at) + first;
  for (int l = 0; l < min(V, blocks - first); l++) {
    out[l] = (uint4)(x.at[l], y.at[l], z.at[l], w.at[l]);
  }
}

package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.tck.ExpectedBackends;
import dev.tenor.ser.data.Batch;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Presets;
import dev.tenor.ser.model.SerNetwork;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a training step of the preset `paper` leaves to the garbage collector. Some more than the
/// bound means that an op makes too many objects; thousands of times more, that the compiler makes
/// objects of vectors.
class TrainerGarbageTest {
  private static final long BYTES_PER_STEP = 64 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void aStepMakesLittleGarbageAndTakesNoMemory() {
    ExpectedBackends.assumeHere("simd");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    NetworkConfig config = Presets.network("paper");
    SerNetwork network = new SerNetwork(config);
    int size = 2;
    Batch batch = new Batch(new float[size * config.frames() * config.mels()], new float[size]);
    TrainConfig training = TrainConfig.paper();
    try (Backend backend = Backends.open("simd", 2);
        BufferPool pool = new BufferPool(backend);
        ParameterSlab slab = ParameterSlab.trainable(backend, network, 1);
        Adam adam = new Adam(slab, training.adam())) {
      Trainer trainer = new Trainer(network, slab, adam, pool, training, 1);
      trainer.step(batch, 1e-4);
      long misses = pool.misses();
      long bytes = Long.MAX_VALUE;
      long end = System.nanoTime() + PATIENCE.toNanos(); // until it is compiled
      while (bytes > BYTES_PER_STEP && System.nanoTime() < end) {
        long before = threads.getTotalThreadAllocatedBytes();
        for (int i = 0; i < 10; i++) {
          trainer.step(batch, 1e-4);
        }
        bytes = (threads.getTotalThreadAllocatedBytes() - before) / 10;
      }
      assertTrue(bytes <= BYTES_PER_STEP, bytes + " bytes a step");
      assertEquals(misses, pool.misses());
    }
  }
}

package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.nn.Parameter;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.optim.WeightAverage;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.data.Batch;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.run.TinyRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightAverageTest {
  private static final long SEED = 5;

  private static SerConfig config(Map<String, ?> training) {
    return TinyRuns.spec(Path.of("unused"), "simd", 5).config().with(Map.of(), Map.of(), training);
  }

  private static float[] values(ParameterSlab slab) {
    int n = slab.parameters().values().stream().mapToInt(p -> p.shape().numel()).sum();
    float[] all = new float[n];
    int at = 0;
    for (Parameter p : slab.parameters().values()) {
      float[] one = slab.read(p);
      System.arraycopy(one, 0, all, at, one.length);
      at += one.length;
    }
    return all;
  }

  private static List<Example> examples(SerConfig config) {
    Random random = new Random(1);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      float[] features = new float[config.network().frames() * config.network().mels()];
      for (int k = 0; k < features.length; k++) {
        features[k] = (float) random.nextGaussian();
      }
      examples.add(new Example(null, features, i % 2));
    }
    return examples;
  }

  @Test
  void theMeanIsThatOfTheLastEpochsAndBeforeThemTheWeights() {
    SerConfig config = config(Map.of("epochs", 5, "averagedEpochs", 3, "monitor", "last"));
    double[] ones = new double[config.network().mels()];
    Arrays.fill(ones, 1);
    Augmentation augmentation =
        new Augmentation(
            AugmentConfig.NONE,
            config.features(),
            new Standardizer(new double[ones.length], ones),
            SEED);
    try (Backend backend = Backends.open("simd", 2);
        TrainState state = new TrainState(backend, config.network(), config.training(), SEED)) {
      Trainer trainer = state.trainer(config.training(), SEED);
      double[] sum = null;
      for (int epoch = 1; epoch <= 5; epoch++) {
        trainer.epoch(epoch, examples(config), augmentation, TrainListener.NONE);
        float[] now = values(state.slab());
        if (epoch < 3) {
          assertArrayEquals(now, values(state.judged()), "epoch " + epoch);
        } else {
          sum = sum == null ? new double[now.length] : sum;
          for (int i = 0; i < now.length; i++) {
            sum[i] += now[i];
          }
          float[] mean = new float[now.length];
          for (int i = 0; i < now.length; i++) {
            mean[i] = (float) (sum[i] / (epoch - 2));
          }
          assertArrayEquals(mean, values(state.judged()), 1e-5f, "epoch " + epoch);
        }
      }
    }
  }

  @Test
  void theMovingAverageIsThatOfTheWeights() {
    try (Workshop w = new Workshop("simd", Map.of("averaging", 0.5))) {
      SerNetwork copy = new SerNetwork(w.network.config());
      try (ParameterSlab average = ParameterSlab.frozen(w.backend, copy)) {
        average.copyFrom(w.slab);
        w.trainer.average(WeightAverage.moving(w.slab, 0.5, average));
        float[] mean = w.values();
        Batch batch = Batch.of(List.of(w.example(0), w.example(3)));
        for (int step = 1; step <= 8; step++) {
          w.trainer.step(batch, 3e-3);
          float decay = (float) Math.min(0.5, (1.0 + step) / (10 + step));
          float[] now = w.values();
          for (int i = 0; i < mean.length; i++) {
            mean[i] = decay * mean[i] + (1 - decay) * now[i];
          }
        }
        float[] kept = new float[mean.length];
        int at = 0;
        for (Parameter p : average.parameters().values()) {
          if (p.trained()) {
            float[] one = average.read(p);
            System.arraycopy(one, 0, kept, at, one.length);
            at += one.length;
          }
        }
        assertArrayEquals(mean, kept, 1e-6f);
      }
    }
  }

  @Test
  void whatExcludesEachOtherIsRefused() {
    var both =
        assertThrows(
            IllegalArgumentException.class,
            () -> config(Map.of("epochs", 5, "averagedEpochs", 3, "averaging", 0.9)));
    assertTrue(both.getMessage().contains("exclude"), both.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> config(Map.of("epochs", 2, "averagedEpochs", 3, "monitor", "last")));
    assertThrows(
        IllegalArgumentException.class,
        () -> config(Map.of("epochs", 5, "averagedEpochs", 3, "monitor", "ua")));
  }
}

package dev.tenor.tools.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.ser.config.Json;
import dev.tenor.ser.corpus.EmotionWords;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.SerConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TrainLineTest {
  @Test
  void everyCorpusAndChangedSettingIsNamed() {
    SerConfig config =
        SerConfig.preset("tenor")
            .with(Map.of(), Map.of("shared", false, "hidden", 32), Map.of("epochs", 7));
    RunSpec spec =
        new RunSpec(
            List.of(
                new CorpusSpec("crema-d", "crema-d", "/data/crema-d", "speaker"),
                new CorpusSpec("mine", "csv", "/data/mine.csv", "speaker-4"),
                CorpusSpec.tested("emodb", "emodb", "/elsewhere/emodb")),
            EmotionWords.parse("angry,happy,sad").toString(),
            new TreeMap<>(Map.of("mine", 0.25)),
            2,
            11,
            null,
            null,
            "simd",
            config);
    assertEquals(
        "tenor train --corpus crema-d --data DIR/crema-d --protocol speaker"
            + " --corpus csv --data DIR/mine.csv --protocol speaker-4"
            + " --test-corpus emodb --test-data DIR/emodb --labels angry,happy,sad"
            + " --share mine=0.25 --fold 2 --seed 11 --backend simd --preset tenor"
            + " --no-shared --hidden 32 --epochs 7",
        TrainLine.of(spec));
    assertEquals(spec, Json.convert(Json.mapper().valueToTree(spec), RunSpec.class, "spec"));
  }
}

package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names, numbers and settings that do not exist or do not fit.
final class BadUsageTest {
  @TempDir static Path folder;

  private static TinyRun tiny;

  @BeforeAll
  static void renderOnce() throws IOException {
    tiny = TinyRun.in(folder);
  }

  /// A training with one more option, or with another value of one that it has.
  private static Outcome train(Object option, Object value) {
    List<Object> args =
        new ArrayList<>(
            List.of(
                TinyRun.train(
                    "--corpus",
                    "synthetic",
                    "--data",
                    tiny.corpus(),
                    "--json",
                    "--out",
                    folder.resolve("new"))));
    int given = args.indexOf(option);
    if (given >= 0) {
      args.set(given + 1, value);
    } else {
      args.addAll(List.of(option, value));
    }
    return Outcome.of(args.toArray());
  }

  /// The option, its value, and a word that names the way out.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--protocol      | best     | loso",
        "--fold          | 4        | 0 … 3",
        "--fold          | -1       | 0 … 3",
        "--fold          | one      | --fold",
        "--preset        | huge     | paper-single-fc",
        "--backend       | abacus   | simd",
        "--backend       | simd:7   | simd",
        "--threads       | -1       | threads",
        "--labels        | sad      | label map",
        "--labels        | a,a      | a",
        "--labels        | =,       | label",
        "--epochs        | 0        | epochs",
        "--lr            | NaN      | lr",
        "--lr            | -1       | lr",
        "--cmvn-over     | speaker  | cmvn mean",
        "--voice         | loud     | functionals",
        "--sample-rate   | 0        | sampleRate",
        "--weight-decay  | Infinity | weight",
        "--beta1         | 2        | betas",
        "--batch         | 0        | 4096",
        "--batch         | 10^9     | --batch",
        "--n-mels        | 0        | nMels",
        "--n-mels        | 200      | larger nFft",
        "--n-fft         | 500      | power of two",
        "--seconds       | -3       | seconds",
        "--seconds       | 1e99     | seconds",
        "--hop-length    | 0        | hopLength",
        "--f-max         | 9000     | 16000",
        "--channels      | 4,x,8    | --channels",
        "--channels      | 4        | 3 pooling",
        "--channels      | 65536,65536,65536 | 2^31",
        "--pooling       | 99,99,99 | pooled to nothing",
        "--dropout       | 1,1,1    | dropout",
        "--heads         | 3        | heads 3 does not divide",
        "--depth         | 5000     | 1000",
        "--aggregation   | sum      | attention",
        "--schedule      | LINEAR   | cosine",
        "--xylophone     | 1        | --xylophone"
      })
  void anImpossibleOptionIsWrongUsage(String option, String value, String word) throws IOException {
    SortedMap<Path, String> before = Folder.content(folder);
    Outcome refused = train(option, value).refused(Outcome.USAGE, List.of(word));
    assertEquals("", refused.out());
    assertEquals(before, Folder.content(folder));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | {\"networks\": {}}                       | keys: preset, network",
        "2 | {\"network\": {\"turbo\": 1}}            | network.turbo",
        "2 | {\"network\": {\"lstmHiden\": 1}}        | did you mean lstmHidden?",
        "2 | {\"trainig\": {}}                        | did you mean training?",
        "2 | {\"preset\": \"tenr\"}                   | did you mean tenor?",
        "2 | {\"network\": {\"lstmHidden\": \"many\"}}| lstmHidden",
        "2 | {\"network\": {\"lstmHidden\": 1.5}}     | lstmHidden",
        "2 | {\"network\": {\"lstmHidden\": null}}    | lstmHidden",
        "2 | {\"network\": {\"channels\": null}}      | channels",
        "2 | {\"network\": {\"tokens\": null}}        | tokens",
        "2 | {\"network\": {\"tokens\": \"PAIRS\"}}   | tokens",
        "2 | {\"network\": 3}                         | network",
        "2 | {\"training\": {\"optimizer\": null}}    | optimizer",
        "2 | {\"features\": {\"melScale\": null}}     | melScale",
        "2 | {\"preset\": \"huge\"}                   | paper-single-fc",
        "2 | {\"preset\": 3}                          | preset",
        "3 | {\"network\": {                          | JSON",
        "3 | {\"network\": {}, \"network\": {}}       | network",
        "3 | {} {}                                    | JSON",
        "3 | []                                       | object",
        "3 | epochs = 3                               | JSON",
        "3 | ''                                       | JSON"
      })
  void aConfigFileThatDoesNotFitIsNamed(int code, String json, String word) throws IOException {
    Path config = Files.writeString(folder.resolve("config.json"), json);
    SortedMap<Path, String> before = Folder.content(folder);
    Outcome refused =
        Outcome.of(
                "train",
                "--corpus",
                "synthetic",
                "--data",
                tiny.corpus(),
                "--config",
                config,
                "--out",
                folder.resolve("new"),
                "--epochs",
                1)
            .refused(code, List.of(config.toString(), word));
    assertEquals("", refused.out());
    assertEquals(before, Folder.content(folder));
  }

  @Test
  void aConfigFileThatIsMissingOrAFolderIsNamed() {
    for (Path config : List.of(folder.resolve("absent.json"), folder)) {
      train("--config", config).refused(Outcome.DATA, List.of(config.toString()));
    }
  }

  @Test
  void aScalerIsOfTheFrontEndsColumns() throws IOException {
    Path csv =
        Files.writeString(folder.resolve("s.csv"), "mel,mean_db,scale_db\n0,-40,10\n1,-41,9\n");
    train("--scaler", csv)
        .refused(Outcome.DATA, List.of(csv.toString(), "2 means", "20 columns", "--n-mels"));
  }

  @Test
  void corporaNeedANameAndAPlace() {
    Outcome.of("train", "--corpus", "creema")
        .refused(Outcome.USAGE, List.of("did you mean crema-d?", "iemocap", "emodb"));
    Outcome.of("train", "--corpus", "Crema_D")
        .refused(Outcome.USAGE, List.of("--data", "AudioWAV"));
    Outcome.of("train").refused(Outcome.USAGE, List.of("--corpus"));
    Outcome.of("train", "--corpus", "emodb").refused(Outcome.USAGE, List.of("--data"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"f.txt", "f", "npy"})
  void featuresAreCsvOrNpy(String out) {
    Outcome.of("features", tiny.clip(), "--out", folder.resolve(out))
        .refused(Outcome.USAGE, List.of(out, ".csv", ".npy"));
  }

  @Test
  void oneMatrixIsOfOneRecording() {
    Path out = folder.resolve("f.npy");
    Outcome.of("features", tiny.corpus(), "--out", out)
        .refused(Outcome.USAGE, List.of("one recording", "F.csv"));
    Outcome.of("features", "--out", out).refused(Outcome.USAGE, List.of("FILE"));
    Outcome.of("features", tiny.clip()).refused(Outcome.USAGE, List.of("--out"));
  }
}

package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
  private static final int RATE = 16_000;
  private static final double MINUS_80_DB = 1e-4;

  @ParameterizedTest
  @CsvSource({
    "1000, 200", "1000, 440", "8000, 3500", "11025, 4900", "16001, 7000", "22050, 7100",
    "44100, 440", "44100, 7150", "44099, 7150", "48000, 7150", "96000, 50", "192000, 6000",
    "767999, 7000", "768000, 7000"
  })
  void keepsASineBelowNineTenthsOfNyquist(int rate, double hertz) {
    float[] expected = Tones.sine(hertz, 0.5, RATE, RATE);
    float[] actual = new Resampler(rate, RATE).resample(Tones.sine(hertz, 0.5, rate, rate));
    assertEquals(0, Tones.worstInside(expected, actual), 0.5 * MINUS_80_DB);
  }

  @ParameterizedTest
  @CsvSource({
    "22050, 8001",
    "22050, 11000",
    "44100, 8100",
    "44100, 15900",
    "44099, 9000",
    "48000, 8000.5",
    "48000, 23000",
    "96000, 33333",
    "768000, 8100",
    "768000, 300000",
    "767999, 8100"
  })
  void removesWhatLiesAboveNyquist(int rate, double hertz) {
    float[] actual = new Resampler(rate, RATE).resample(Tones.sine(hertz, 1, rate, rate / 2));
    float[] silence = new float[actual.length];
    assertEquals(0, Tones.worstInside(silence, actual), MINUS_80_DB);
  }

  @Test
  void makesNoImagesWhenTheRateRises() {
    float[] actual = new Resampler(8000, RATE).resample(Tones.sine(3000, 1, 8000, 8000));
    assertEquals(1, Tones.amplitude(actual, 3000, RATE), MINUS_80_DB);
    assertEquals(0, Tones.amplitude(actual, 5000, RATE), MINUS_80_DB);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 8000, 11025, 44100, 44099, 48000, 768_000})
  void keepsAConstant(int rate) {
    float[] constant = new float[rate];
    Arrays.fill(constant, 0.25f);
    float[] expected = new float[RATE];
    Arrays.fill(expected, 0.25f);
    float[] actual = new Resampler(rate, RATE).resample(constant);
    assertEquals(0, Tones.worstInside(expected, actual), 1e-6);
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 0, 0",
    "48000, 1, 1",
    "48000, 3, 1",
    "48000, 4, 2",
    "44100, 44100, 16000",
    "8000, 1, 2",
    "11025, 7, 11"
  })
  void lengthIsThatOfTheSameTimeRoundedUp(int rate, int length, int expected) {
    assertEquals(expected, new Resampler(rate, RATE).resample(new float[length]).length);
  }

  @Test
  void equalRatesGiveTheSameSamples() {
    float[] samples = {1, 2, 3};
    assertSame(samples, new Resampler(RATE, RATE).resample(samples));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 999, 768_001, Integer.MAX_VALUE})
  void refusesAbsurdRates(int rate) {
    assertThrows(IllegalArgumentException.class, () -> new Resampler(rate, RATE));
    assertThrows(IllegalArgumentException.class, () -> new Resampler(RATE, rate));
  }
}

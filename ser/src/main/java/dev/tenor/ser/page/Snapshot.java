package dev.tenor.ser.page;

import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.AudioReader;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.LogMel;
import dev.tenor.ser.audio.Resampler;
import dev.tenor.ser.audio.WavWriter;
import dev.tenor.ser.config.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// The beginning of a recording to look at and to listen to: its log-mel spectrogram, black the
/// loudest and white 80 dB below, and its samples at 16 kHz.
///
/// @param png time to the right, 16 ms a pixel; mel bins upwards
/// @param wav mono, 16 bits
/// @param seconds of the whole recording
record Snapshot(byte[] png, byte[] wav, double seconds) {
  /// What follows is neither shown nor heard.
  static final double LONGEST = 8;

  private static final int RATE = 16_000;
  private static final FeatureConfig PICTURE =
      Json.with(
          FeatureConfig.reference(),
          Map.of(
              "seconds",
              LONGEST,
              "length",
              "own",
              "nFft",
              1024,
              "winLength",
              512,
              "hopLength",
              256,
              "nMels",
              64,
              "decibels",
              "power"));

  /// @throws IOException if the recording cannot be read
  static Snapshot of(AudioSource source) throws IOException {
    AudioClip clip = AudioReader.read(source, LONGEST);
    float[] mel = new LogMel(PICTURE).compute(clip);
    float[] samples = new Resampler(clip.sampleRate(), RATE).resample(clip.samples());
    int length = Math.min(samples.length, (int) (LONGEST * RATE));
    float[] heard = Arrays.copyOf(samples, length);
    return new Snapshot(png(mel, PICTURE.nMels()), WavWriter.bytes(heard, RATE), clip.seconds());
  }

  /// @param mel [frames, mels] in decibels
  private static byte[] png(float[] mel, int mels) throws IOException {
    float loudest = Float.NEGATIVE_INFINITY;
    for (float db : mel) {
      loudest = Math.max(loudest, db);
    }
    int frames = mel.length / mels;
    BufferedImage image = new BufferedImage(frames, mels, BufferedImage.TYPE_BYTE_GRAY);
    for (int t = 0; t < frames; t++) {
      for (int m = 0; m < mels; m++) {
        double share = 1 + (mel[t * mels + m] - loudest) / PICTURE.topDb();
        int grey = (int) Math.round(255 * (1 - Math.clamp(share, 0, 1)));
        image.getRaster().setSample(t, mels - 1 - m, 0, grey);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    }
    return bytes.toByteArray();
  }
}

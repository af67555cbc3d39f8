"""The emotion of a recording (16-bit mono WAV) by ONNX Runtime alone, after
`tenor export RUN --input samples --out model.onnx`:  python3 listen.py model.onnx clip.wav"""
import json
import sys
import wave

import numpy
import onnxruntime

session = onnxruntime.InferenceSession(sys.argv[1])
metadata = session.get_modelmeta().custom_metadata_map
rate = json.loads(metadata["features"])["sampleRate"]
with wave.open(sys.argv[2]) as wav:
    if (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) != (rate, 1, 2):
        sys.exit(f"{sys.argv[2]}: resample it to 16-bit mono at {rate} Hz")
    samples = numpy.frombuffer(wav.readframes(wav.getnframes()), "<i2").astype("f4") / 32768
probabilities = session.run(["probabilities"], {"samples": samples[None]})[0][0]
for label, probability in zip(json.loads(metadata["labels"]), probabilities):
    print(f"{label} {probability:.4f}")

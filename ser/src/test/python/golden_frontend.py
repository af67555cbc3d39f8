"""Writes src/test/resources/golden/frontend.safetensors: log-mel features of two signals.

    python3 golden_frontend.py            writes the file
    python3 golden_frontend.py --check    computes the values again and compares them with the file,
                                          and the filters with torchaudio's if that is installed

Needs PyTorch 1.13 or later and NumPy (Debian: python3-torch, python3-torchaudio). The short-time
Fourier transform is torch.stft; mel filters and decibels are the formulas of librosa 0.8.0
(librosa.filters.mel, power_to_db, amplitude_to_db) in float64.

signal/NAME are samples at 16 kHz; features/CASE [frames, mels] are decibels before standardisation,
filters/CASE [mels, bins] the mel filters. The metadata hold of each case `signal CASE` and, in JSON,
`settings CASE`: what differs from `FeatureConfig.reference()`.
"""
import argparse
import json
import pathlib
import sys

import numpy as np
import torch

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[3] / "engine/src/test/python"))
from safetensors_file import require, write  # noqa: E402

FILE = HERE.parent / "resources/golden/frontend.safetensors"
TOLERANCE = 1e-6  # of --check, relative to the largest value of the tensor
RATE = 16000

REFERENCE = {
    "seconds": 10, "nFft": 2048, "winLength": 2048, "hopLength": 512, "nMels": 40, "fMin": 0,
    "fMax": 8000, "melScale": "slaney", "melNorm": "slaney", "center": True,
    "padMode": "reflect", "decibels": "squared", "amin": 1e-10, "topDb": 80,
}
CASES = {
    "reference": ("short", {}),
    "power": ("short", {"decibels": "power"}),
    "cut": ("long", {"seconds": 1}),
    "zeros": ("long", {"seconds": 1.05, "padMode": "zero", "topDb": 60}),
    "htk": ("short", {"seconds": 0.9, "nFft": 512, "winLength": 400, "hopLength": 160, "nMels": 23,
                      "fMin": 50, "fMax": 7600, "melScale": "htk", "melNorm": "none",
                      "decibels": "power", "topDb": 0}),
    "uncentred": ("long", {"seconds": 1.2, "nFft": 1024, "winLength": 777, "hopLength": 333,
                           "nMels": 31, "fMin": 120, "center": False, "melScale": "htk"}),
}


def signal(seed, seconds):
    """A gliding harmonic tone in noise that swells and falls, as 16-bit samples."""
    n = int(seconds * RATE)
    t = np.arange(n) / RATE
    phase = 2 * np.pi * np.cumsum(140 + 60 * np.sin(2 * np.pi * 1.7 * t + seed)) / RATE
    tone = sum(np.sin(k * phase) / k for k in range(1, 30))
    noise = np.random.RandomState(seed).standard_normal(n)
    swell = 0.05 + np.sin(np.pi * (3 * t + 0.2)) ** 2
    x = 0.2 * swell * (tone + 0.1 * noise)
    return (np.round(np.clip(x, -1, 1) * 32767) / 32768).astype(np.float32)


def mel_to_hertz(mels, scale):
    if scale == "htk":
        return 700 * (10 ** (mels / 2595) - 1)
    above = 1000 * np.exp(np.log(6.4) / 27 * (mels - 15))
    return np.where(mels < 15, mels * 200 / 3, above)


def hertz_to_mel(hertz, scale):
    if scale == "htk":
        return 2595 * np.log10(1 + hertz / 700)
    return hertz * 3 / 200 if hertz < 1000 else 15 + np.log(hertz / 1000) / (np.log(6.4) / 27)


def filters(s):
    low, high = (hertz_to_mel(s[edge], s["melScale"]) for edge in ("fMin", "fMax"))
    edges = mel_to_hertz(np.linspace(low, high, s["nMels"] + 2), s["melScale"])
    bins = np.linspace(0, RATE / 2, s["nFft"] // 2 + 1)
    ramps = edges[:, None] - bins[None, :]
    width = np.diff(edges)[:, None]
    triangles = np.maximum(0, np.minimum(-ramps[:-2] / width[:-1], ramps[2:] / width[1:]))
    if s["melNorm"] == "slaney":
        triangles *= (2 / (edges[2:] - edges[:-2]))[:, None]
    return triangles


def features(x, s):
    n = round(s["seconds"] * RATE)
    fixed = np.zeros(n)
    fixed[: min(n, len(x))] = x[:n]
    spectrum = torch.stft(
        torch.tensor(fixed), s["nFft"], s["hopLength"], s["winLength"],
        torch.hann_window(s["winLength"], periodic=True, dtype=torch.float64), s["center"],
        "constant" if s["padMode"] == "zero" else "reflect", return_complex=True)
    mel = filters(s) @ (spectrum.abs() ** 2).numpy()
    if s["decibels"] == "squared":  # amplitude_to_db of a power, as the paper's code does
        mel = mel ** 2
    db = 10 * np.log10(np.maximum(s["amin"], mel))
    return (np.maximum(db, db.max() - s["topDb"]) if s["topDb"] else db).T


def compare_filters_with_torchaudio(s):
    """torchaudio computes the edges in float32."""
    import torchaudio

    theirs = torchaudio.functional.melscale_fbanks(
        s["nFft"] // 2 + 1, s["fMin"], s["fMax"], s["nMels"], RATE,
        None if s["melNorm"] == "none" else "slaney", s["melScale"]).numpy().T
    ours = filters(s)
    difference = np.abs(theirs - ours).max() / ours.max()
    if not difference <= 1e-5:
        raise SystemExit(f"filters of {s} differ from torchaudio's by {difference}")
    return difference


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true", help="compare with the file")
    check = parser.parse_args().check
    tensors = {"signal/short": signal(1, 0.7), "signal/long": signal(2, 1.3)}
    metadata = {"script": pathlib.Path(__file__).name}
    for name, (source, settings) in CASES.items():
        s = REFERENCE | settings
        metadata["signal " + name] = source
        metadata["settings " + name] = json.dumps(settings)
        tensors["features/" + name] = features(tensors["signal/" + source], s)
        if name != "power":  # those of the reference
            tensors["filters/" + name] = filters(s)
    tensors = {k: np.ascontiguousarray(v, dtype=np.float32) for k, v in tensors.items()}
    if not check:
        FILE.parent.mkdir(parents=True, exist_ok=True)
        write(FILE, tensors, metadata)
        return
    require(FILE, tensors, TOLERANCE)
    try:
        worst = max(compare_filters_with_torchaudio(REFERENCE | s) for _, s in CASES.values())
        print(f"filters agree with torchaudio's, largest difference {worst:.1e}")
    except ImportError:
        print("torchaudio is not installed: filters not compared")


if __name__ == "__main__":
    main()

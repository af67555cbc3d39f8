"""Reads and writes safetensors files of float32 and int64 with NumPy alone: 8 bytes with the length
of the header (little-endian), the header in JSON, and the values of all tensors."""
import json
import pathlib
import struct

import numpy as np

TYPES = {"F32": "<f4", "I64": "<i8"}


def write(path, tensors, metadata):
    """Arrays that are not int64 become float32; those of int64 must come first, for alignment."""
    header = {"__metadata__": metadata}
    values = []
    offset = 0
    for name, array in tensors.items():
        dtype = "I64" if array.dtype == np.int64 else "F32"
        values.append(array.astype(TYPES[dtype]).tobytes())
        end = offset + len(values[-1])
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.writelines(values)
    print(f"{path.name}: {len(tensors)} tensors, {path.stat().st_size} bytes")


def read(path):
    data = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        start, end = (8 + length + offset for offset in entry["data_offsets"])
        tensors[name] = np.frombuffer(data[start:end], TYPES[entry["dtype"]]).reshape(
            entry["shape"])
    return tensors


def require(path, tensors, tolerance):
    """Exits with an error unless the file holds these tensors, each within `tolerance` of its
    largest value."""
    found = read(path)
    if list(found) != list(tensors):
        raise SystemExit(f"{path.name} holds other tensors: {sorted(set(found) ^ set(tensors))}")
    worst = 0.0
    for name, array in tensors.items():
        if found[name].shape != array.shape:
            raise SystemExit(f"{name}: {found[name].shape} in the file, computed {array.shape}")
        finite = np.isfinite(array)
        if not np.array_equal(found[name][~finite], array[~finite]):
            raise SystemExit(f"{name}: infinities in other places")
        if finite.any():
            largest = max(np.abs(array[finite]).max(), 1e-9)  # below is noise
            difference = np.abs(found[name][finite] - array[finite]).max()
            worst = max(worst, difference / largest)
            if not worst <= tolerance:
                raise SystemExit(f"{name}: differs by {worst} of its largest value")
    print(f"{path.name}: {len(tensors)} tensors agree, largest difference {worst:.1e}")

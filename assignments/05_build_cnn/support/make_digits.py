"""Make digits.npz from the copy of the digits that scikit-learn carries.

    python make_digits.py            writes digits.npz beside this script
    python make_digits.py --check    exits 1 if the file would be different

Needs scikit-learn, which nothing else here needs: the file it makes is kept with the course.
Source and licence of the data: DIGITS.txt.
"""

import io
import sys
import zipfile
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

TARGET = Path(__file__).with_name("digits.npz")


def packed() -> bytes:
    """The same bytes on every run: numpy's own savez would write the time of day."""
    digits = load_digits()
    arrays = {
        "images": digits.images.astype(np.uint8),  # (1797, 8, 8), 0 to 16
        "labels": digits.target.astype(np.uint8),  # (1797,), 0 to 9
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            member = io.BytesIO()
            np.save(member, array)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, member.getvalue(), compresslevel=9)
    return file.getvalue()


def same_digits(old: bytes, new: bytes) -> bool:
    """Compares contents: another zlib may pack the same digits into other bytes."""
    with np.load(io.BytesIO(old)) as a, np.load(io.BytesIO(new)) as b:
        return all(np.array_equal(a[name], b[name]) for name in ("images", "labels"))


if __name__ == "__main__":
    data = packed()
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or not same_digits(TARGET.read_bytes(), data):
            sys.exit(f"{TARGET.name} is not what this script makes: run python make_digits.py")
        print(f"{TARGET.name} holds what this script makes")
    else:
        TARGET.write_bytes(data)
        print(f"{TARGET.name}: {len(data):,} bytes")

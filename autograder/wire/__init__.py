"""What may pass between judge and worker: plain values in frames, every field checked on the way in.

    value ── encode ──► Encoded ── FrameWriter ──► bytes ── FrameReader ──► Frame ── decode ──► value

`messages` says which values are a request and which an answer; `trusted` carries values and
descriptors between the kit's own processes.
"""

from autograder.wire.encode import Encoded
from autograder.wire.frames import Closed, Frame, FrameReader, FrameWriter, Malformed, Size
from autograder.wire.messages import (
    Request,
    decode_answer,
    decode_request,
    encode_answer,
    encode_request,
)
from autograder.wire.values import Unsendable

__all__ = [
    "Closed",
    "Encoded",
    "Frame",
    "FrameReader",
    "FrameWriter",
    "Malformed",
    "Request",
    "Size",
    "Unsendable",
    "decode_answer",
    "decode_request",
    "encode_answer",
    "encode_request",
]

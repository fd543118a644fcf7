"""What may pass between judge and worker: plain values in frames, every field checked on the way in.

    value ── encode ──► Frame ── bytes ── FrameReader ──► Frame ── decode ──► value

`messages` says which values are a request, an answer, or a call back; `trusted` carries values and
descriptors between the kit's own processes.
"""

from autograder.wire.encode import Unsendable
from autograder.wire.frames import Closed, Frame, FrameReader, Malformed, Size
from autograder.wire.messages import (
    BACK,
    Request,
    decode_answer,
    decode_call,
    decode_request,
    encode_answer,
    encode_call,
    encode_request,
)

__all__ = [
    "BACK",
    "Closed",
    "Frame",
    "FrameReader",
    "Malformed",
    "Request",
    "Size",
    "Unsendable",
    "decode_answer",
    "decode_call",
    "decode_request",
    "encode_answer",
    "encode_call",
    "encode_request",
]

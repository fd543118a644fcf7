"""What may pass between judge and worker: plain values in frames, every field checked on the way in.

    value ── encode ──► Frame ── bytes ── FrameReader ──► Frame ── decode ──► value

`messages` says which values are a request, an answer, or a call back; `trusted` carries values and
descriptors between the kit's own processes.
"""

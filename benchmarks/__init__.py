"""Times this kit beside its peers, on the same problems and the same answers.

python -m benchmarks            about a quarter of an hour; writes docs/benchmarks.md and its plots
python -m benchmarks --resume   goes on where a run was stopped
python -m benchmarks --tiny     seconds; one repetition of everything, into a folder of its own
"""

#!/usr/bin/env python3
"""A recogniser that speaks the worker protocol (docs/worker.md). It hears how long a segment is and how loud.
usage: swictation-daemon --transcriber "worker:python3 samples/worker.py" """
import array
import json
import sys


def say(**reply):
    sys.stdout.write(json.dumps(reply) + "\n")
    sys.stdout.flush()


samples = array.array("h")
for line in iter(sys.stdin.buffer.readline, b""):
    request = json.loads(line)
    if request["type"] == "hello":
        rate = request["sample_rate"]  # Load models here: what follows is the answer that they are.
        say(type="ready", protocol=1, partials=True, name="loudness", language="en")
    elif request["type"] == "begin":
        samples = array.array("h")
    elif request["type"] == "audio":
        samples.frombytes(sys.stdin.buffer.read(request["bytes"]))
        say(type="partial", segment=request["segment"], text=f"{len(samples) / rate:.2f} seconds")
    elif request["type"] == "end":
        loudest = max((abs(sample) for sample in samples), default=0)
        text = f"{len(samples) / rate:.2f} seconds up to {loudest}" if loudest else ""
        say(type="text", segment=request["segment"], text=text)
    elif request["type"] == "cancel":
        say(type="failed", segment=request["segment"], reason="cancelled")

#!/usr/bin/env python3
"""Prints the daemon's state and each transcription. usage: python3 status.py [SOCKET]"""
import json
import os
import socket
import sys

directory = os.environ.get("XDG_RUNTIME_DIR", "/tmp")
path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(directory, "swictation_metrics.sock")
with socket.socket(socket.AF_UNIX) as daemon:
    daemon.connect(path)
    for line in daemon.makefile(encoding="utf-8"):
        event = json.loads(line)
        if event["type"] == "state_change":
            print(f"[{event['state']}]", flush=True)
        elif event["type"] == "transcription":
            print(f"{event['timestamp']}  {event['text']}", flush=True)

"""The ground both sides stand on: bytes in, bytes out; no Django, no clock, no network (docs/protocol.md)."""

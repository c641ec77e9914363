"""The pages of the room, one subject a module."""

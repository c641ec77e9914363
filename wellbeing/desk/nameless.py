"""What the room asks of the nameless side: which break keys have signed enough passes."""

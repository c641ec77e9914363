"""What the room's pages say, a module a page, under keys that their scripts ask for (config/strings.py)."""

"""What this room adds to the house Notice: keepers, break kinds, the badge key."""

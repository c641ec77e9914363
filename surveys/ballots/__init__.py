"""Ballots: pins Notices, keeps sealed ballots, counts them after the close and publishes one Report a wave."""

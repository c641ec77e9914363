"""What can be done with ballots, one module a verb."""

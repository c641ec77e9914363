"""What can be done with the roster, one module a verb."""

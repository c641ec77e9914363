"""What can be done with Reports, one module a verb."""

"""What may be published (rules R1 to R11 and R13): counts in, cells out; no Django, no clock, no network."""

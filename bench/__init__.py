"""Measurements and trials of the whole product, on real processes; none of it is needed to run Windbreak."""

"""The whole of Windbreak on one machine with an invented town of employees; imports no room."""

"""Plants faults one at a time and asks which layer of the suite notices; see scripts/mutate."""

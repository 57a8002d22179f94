"""The generators of corpus/cases: one module per area, run by scripts/make-cases."""

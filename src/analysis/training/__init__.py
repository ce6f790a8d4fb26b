"""A small model trained on readers' judgements: examples, network, cross-validation, and what is written of it."""

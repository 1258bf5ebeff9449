"""Records scored against truths."""

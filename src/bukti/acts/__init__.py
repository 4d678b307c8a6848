"""What a person does in a case beyond asking: resolve and learn, merge and split, weigh, correct, fetch, keep, prove."""

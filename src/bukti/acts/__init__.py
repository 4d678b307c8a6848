"""What a person does in a case: resolve and learn, merge and split, weigh, correct, fetch, keep and prove."""

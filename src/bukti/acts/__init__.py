"""What a person does in a case: resolve, learn, merge, split, retract, weigh, correct, fetch, keep and prove."""

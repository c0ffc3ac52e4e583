"""What networks of any method are made of."""

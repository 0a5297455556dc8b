"""The parity board: stories × editions, what each edition has of each story."""

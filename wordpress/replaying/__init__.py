"""The proof that no link is lost: old addresses are asked for again, and what is answered is judged."""

"""What a page is made of: found in the reads that were made while it was rendered."""

"""What every benchmark measures with: processes and what they cost, load, rounds, results, plots."""

"""What changes: each write to what pages show leaves a line in a log, which every process follows."""

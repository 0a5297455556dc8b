"""What the admin classes of every app are made of: rights by the gate, fields by edition, saves that lose nothing."""

"""Moving a site out: what is ours as an export that WordPress's importer and ours both read."""

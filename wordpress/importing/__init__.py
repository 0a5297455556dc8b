"""Moving a site in: from an export's plain values to stories, articles, people and all that is ours."""

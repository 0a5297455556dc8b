"""Things that many pictures share: skies, plants, houses, people, objects."""

"""The picture that a shared link is shown with: title, edition and photograph, set as the edition writes."""

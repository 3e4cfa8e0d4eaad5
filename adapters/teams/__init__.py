"""Microsoft Teams, as one tenant's own app."""

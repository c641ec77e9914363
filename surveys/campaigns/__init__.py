"""Named side: questionnaires, campaigns, waves, invitations, and the first blind door."""

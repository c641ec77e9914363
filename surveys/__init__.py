"""We ask: people, campaigns, ballots, reports."""

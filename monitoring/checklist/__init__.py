"""What dates and numbers of a record answer to the criteria: pure, never more than they prove."""

"""Files that people take away: workbooks that run nothing."""

"""The evidence pack of a case: what anyone may take to a court or a newsroom and check there without this site."""

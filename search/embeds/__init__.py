"""Parts of the site for pages of others: a list in a frame, and oEmbed (https://oembed.com), which offers frames."""

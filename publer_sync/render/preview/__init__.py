"""The preview: posts as people will see them, as one page of HTML that needs nothing from elsewhere."""

"""People in the window: search results, contacts, the person card, the contact's form."""
